import type { Period } from '../../plan/period.ts';
import { frequencyOf } from '../../plan/period.ts';
import type { Catalogue } from '../../report/catalogue.ts';
import { periodName, shortPeriodName } from '../../report/words.ts';
import { isolated } from '../quoted.ts';
import type { Receipt } from '../receipt.ts';
import { cut, fileName, oneLine } from './file-names.ts';

export type Tone = 'good' | 'check' | 'bad';

/** What became of a file as its mail says it: a symbol and a colour, the subject, one sentence. */
export interface Outcome {
  readonly tone: Tone;
  readonly symbol: string;
  readonly subject: string;
  readonly sentence: string;
}

const SYMBOLS: Readonly<Record<Tone, string>> = { good: '✔', check: '▲', bad: '✖' };

/** A telephone shows some forty characters of a subject; the outcome and the office must be among them. */
const OFFICE = 40;
const FILE = 40;

export const isPlan = ({ orgUnit }: Receipt): boolean => orgUnit === 'plan';

function toneOf({ status, accepted }: Receipt): Tone {
  switch (status) {
    case 'accepted':
      return 'good';
    case 'accepted-with-warnings':
      return accepted === 0 ? 'bad' : 'check';
    case 'partially-accepted':
      return 'check';
    case 'rejected':
      return 'bad';
    default:
      return status satisfies never;
  }
}

/** All periods that a file speaks of, in few words; null where it speaks of none. */
export function periodsText({ periods, returnedPeriods = [] }: Receipt, catalogue: Catalogue): string | null {
  const all = [...new Set([...periods, ...returnedPeriods])].sort();
  const [first, ...others] = all;
  if (first === undefined) return null;
  const last = others.at(-1);
  if (last === undefined) return periodName(first, catalogue);
  const range = (from: string, to: string) => catalogue.text('receipt.period-range', { from, to });
  const alike = all.every((period: Period) => frequencyOf(period) === frequencyOf(first));
  if (alike) return range(shortPeriodName(first, catalogue), shortPeriodName(last, catalogue));
  const [from, to] = [first.slice(0, 4), last.slice(0, 4)];
  return from === to ? from : range(from, to);
}

function ofPlan(receipt: Receipt, catalogue: Catalogue): Omit<Outcome, 'tone' | 'symbol'> {
  const { text } = catalogue;
  const status = receipt.status === 'partially-accepted' ? 'rejected' : receipt.status;
  const values = { file: isolated(fileName(receipt.key, FILE), catalogue), version: String(receipt.planVersion ?? '') };
  return {
    subject: text(`receipt.subject.plan.${status}`, values),
    sentence: text(`receipt.outcome.plan.${status}`, values),
  };
}

/** Which sentence fits: a file may be taken in full or in part, without a figure in it, or without any that could be read. */
function sentenceKey({ status, accepted, returned }: Receipt): string {
  switch (status) {
    case 'accepted':
      return 'accepted';
    case 'accepted-with-warnings':
      return accepted === 0 ? 'empty' : 'accepted-with-warnings';
    case 'partially-accepted':
      return returned === 0 ? 'partly-read' : 'partially-accepted';
    case 'rejected':
      return returned === 0 ? 'unread' : 'rejected';
    default:
      return status satisfies never;
  }
}

function ofFile(receipt: Receipt, office: string, catalogue: Catalogue): Omit<Outcome, 'tone' | 'symbol'> {
  const { text } = catalogue;
  const { accepted, returned, issues } = receipt;
  const key = sentenceKey(receipt);
  const about = isolated(periodsText(receipt, catalogue) ?? fileName(receipt.key, FILE), catalogue);
  const what = text('receipt.subject.what', { office: isolated(oneLine(office, OFFICE), catalogue), about });
  const subject = key === 'empty' ? 'empty' : receipt.status;
  const points = issues.filter(({ severity }) => severity === 'warning').length;
  const values = {
    file: isolated(fileName(receipt.key), catalogue),
    accepted,
    returned,
    total: accepted + returned,
    points,
  };
  return {
    subject: text(`receipt.subject.${subject}`, { what, returned }),
    sentence: text(`receipt.outcome.${key}`, values),
  };
}

/** The outcome of a receipt in the catalogue's language; `office` is the org unit's title. */
export function outcomeOf(receipt: Receipt, office: string, catalogue: Catalogue): Outcome {
  const tone = toneOf(receipt);
  const words = isPlan(receipt) ? ofPlan(receipt, catalogue) : ofFile(receipt, office, catalogue);
  return { tone, symbol: SYMBOLS[tone], subject: cut(words.subject, 140), sentence: words.sentence };
}
