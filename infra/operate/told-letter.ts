import type { DailyStepName, StepName } from '../definitions.ts';
import { NO_REASON } from '../local/dead-letters.ts';
import { optionsText, type Whereabouts } from './arguments.ts';
import { readGivenUp } from './given-up.ts';
import { isQueued, lookFor } from './letter-look.ts';
import { subjectOf } from './letter-subject.ts';
import type { Letter } from './letters.ts';
import type { Place } from './place.ts';

/** A dead letter in words. */
export interface ToldLetter {
  readonly step: StepName | DailyStepName;
  readonly messageId: string;
  /** ISO instant at which it was first sent. */
  readonly sentAt: string;
  readonly about: string;
  /** Why it failed last; null where that could not be recorded. */
  readonly reason: string | null;
  /** Where to look for the reason, where there is none and the system has logs. */
  readonly look: string | null;
  readonly next: string;
  /** What its lines in the logs are found by: a letter that was sent back has that of the first. */
  readonly run: string;
  readonly body: string;
}

/** So much of an id tells it from others. */
const SHORT = 8;
export const shortId = (messageId: string): string => messageId.slice(0, SHORT);

/** Whether its step has a queue, and could read it. */
export const isReplayable = ({ step, body }: Pick<Letter, 'step' | 'body'>): boolean =>
  isQueued(step) && subjectOf(step, body) !== null;

function nextStep(
  { step, messageId }: Letter,
  subject: string | null,
  reason: string | null,
  where: Whereabouts,
): string {
  const named = reason === null ? 'the cause' : 'what the reason names';
  const discard = `npm run dead-letters -- --discard ${shortId(messageId)} --write${optionsText(where)}`;
  if (!isQueued(step))
    return `It has no queue to be sent back to. Once ${named} has been put right, the next daily run does what is due then; to have it now, invoke the function ${step}. Then take this off: ${discard}`;
  if (subject === null)
    return `Nothing can be done with it: it asks for nothing this system knows. Take it off: ${discard}`;
  const replay = `npm run dead-letters -- --replay ${shortId(messageId)}${optionsText(where)}`;
  if (reason?.includes('functions died of reading'))
    return `The office was told to send the file in another form. Once the reader has been repaired: ${replay}`;
  if (reason !== null && /MessageRejected|BadRequestException/.test(reason))
    return `SES does not take this mail: infra/runbook.md, "Mail that SES refuses", tells what to do. Then: ${replay}`;
  if (reason?.includes('There is no plan')) return `Drop the plan workbook under plan/, then: ${replay}`;
  return `Once ${named} has been put right: ${replay}`;
}

export function tellLetter(letter: Letter, recorded: string | null, where: Whereabouts, now: number): ToldLetter {
  const { step, messageId, sentAt, body } = letter;
  const givenUp = isQueued(step) ? null : readGivenUp(letter);
  const reason = recorded ?? givenUp?.reason ?? null;
  const subject = subjectOf(step, body);
  return {
    ...{ step, messageId, sentAt: new Date(sentAt).toISOString(), reason, body, run: givenUp?.run ?? letter.run },
    look: reason === null && where.kind === 'aws' ? lookFor(letter, where.prefix, now) : null,
    about: subject ?? `a message that cannot be read: ${body.slice(0, 100)}`,
    next: nextStep(letter, subject, reason, where),
  };
}

export const tellLetters = (
  letters: readonly Letter[],
  { failures }: Pick<Place, 'failures'>,
  where: Whereabouts,
): Promise<ToldLetter[]> =>
  Promise.all(
    letters.map(async (letter) =>
      tellLetter(letter, await failures.reason(letter.step, letter.messageId), where, Date.now()),
    ),
  );

export const letterCount = (n: number): string => `${n} ${n === 1 ? 'dead letter' : 'dead letters'}`;

/** Keys and reasons may hold anything, also what would steer a terminal. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 400);

/** A dead letter as a terminal shows it. */
export function lettersText(letters: readonly ToldLetter[]): string {
  return letters
    .map(({ step, messageId, sentAt, about, reason, look, run, next }) =>
      [
        `${step}  ${shortId(messageId)}  sent ${sentAt.slice(0, 16).replace('T', ' ')} UTC`,
        `  About   ${oneLine(about)}`,
        `  Reason  ${oneLine(reason ?? NO_REASON)}`,
        ...(look === null ? [] : [`  Look    ${oneLine(look)}`]),
        `  Run     ${oneLine(run)}`,
        `  Next    ${next}`,
      ].join('\n'),
    )
    .join('\n\n');
}
