import { AggregateMessage, ingestRequest, ReportMessage, uploadsIn, WorkbookMessage } from '../../functions/events.ts';
import { readMailEvent } from '../../functions/mail-events.ts';
import type { DailyStepName, StepName } from '../definitions.ts';

type Reader = (body: string) => string;

const when = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

const uploads: Reader = (body) =>
  uploadsIn(body)
    .map(({ key, eventTime }) => `${key}, uploaded ${when(eventTime)}`)
    .join('; ') || 'no file at all';

const daily: Reader = () => 'the daily run';

const READERS: Readonly<Record<StepName | DailyStepName, Reader>> = {
  plan: uploads,
  ingest(body) {
    const request = ingestRequest(body);
    return 'kind' in request
      ? `a file of ${request.orgUnit} kept since ${when(request.order)}, as plan version ${request.planVersion} reopens its period`
      : uploads(body);
  },
  aggregate(body) {
    const message = AggregateMessage.parse(JSON.parse(body));
    switch (message.kind) {
      case 'plan':
        return `the figures of all periods, as of plan version ${message.version}`;
      case 'observations':
        return `the figures of ${message.orgUnits.join(', ')} for ${message.period}`;
      default:
        return message satisfies never;
    }
  },
  report(body) {
    const { period, scope, language } = ReportMessage.parse(JSON.parse(body));
    return `the report on ${period} for ${scope} in ${language}`;
  },
  workbook(body) {
    const { orgUnit, period } = WorkbookMessage.parse(JSON.parse(body));
    return `the upload workbook of ${orgUnit} for ${period}`;
  },
  bounces(body) {
    const { news } = readMailEvent(body);
    const lost = news.filter(({ kind }) => kind === 'lost').length;
    return `what became of mails: ${lost} lost, ${news.length - lost} arrived`;
  },
  dispatch: daily,
  remind: daily,
};

/** What a message asks for, in words; null where it is none that its step could read. */
export function subjectOf(step: StepName | DailyStepName, body: string): string | null {
  try {
    return READERS[step](body);
  } catch {
    return null;
  }
}
