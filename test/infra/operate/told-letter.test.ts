import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DAILY, STEP_NAMES, STEPS } from '../../../infra/definitions.ts';
import { logGroupOf } from '../../../infra/operate/letter-look.ts';
import type { Letter } from '../../../infra/operate/letters.ts';
import { lettersText, tellLetter } from '../../../infra/operate/told-letter.ts';
import { createStack, ofType, ROOT, synthesise } from '../synthesised.ts';

const AWS = { kind: 'aws', table: 't', bucket: 'b', prefix: 'jalon-staging' } as const;
const at = (instant: string): number => Date.parse(instant);
const SENT = '2026-01-21T10:00:40Z';

const letter = (more: Partial<Letter> = {}): Letter => ({
  ...{ step: 'report', messageId: 'abcdefgh-1', run: 'r', receiptHandle: '' },
  ...{ sentAt: at(SENT), firstReceivedAt: at(SENT), attributes: {} },
  body: '{"period":"2025-Q4","scope":"AFR","language":"en"}',
  ...more,
});
const told = (more: Partial<Letter>, now: string, reason: string | null = null) =>
  tellLetter(letter(more), reason, AWS, at(now));

describe('a dead letter without a reason', () => {
  it('is told in words, with where and when to look', () => {
    const text = lettersText([told({}, '2026-01-22T00:00:00Z')]);
    expect(text).toContain(
      '  Reason  none was recorded: the function was ended by its time or memory, was not let run, or',
    );
    // Five receives, each hidden for eighteen minutes.
    expect(STEPS.report.queue).toMatchObject({ visibilitySeconds: 1080, maxReceives: 5 });
    expect(text).toContain(
      '  Look    CloudWatch, log group jalon-staging-ReportFunctionLogs…, 2026-01-21 10:00 to 11:31 UTC: lines "platform.report"',
    );
    expect(text).toContain('see its metric Throttles');
  });

  it.each<[string, Partial<Letter>, string, string?]>([
    [
      'that waited before it was received',
      { firstReceivedAt: at('2026-01-21T23:30:00Z') },
      '10:00 to 2026-01-22 01:00 UTC',
    ],
    ['that failed a moment ago', {}, '10:00 to 10:21 UTC', '2026-01-21T10:20:10Z'],
    ['of a daily run, which is tried for six hours at most', { step: 'remind' }, '04:00 to 10:01 UTC'],
  ])('%s is looked for at all times of its tries', (_, more, span, now = '2026-03-01T00:00:00Z') => {
    expect(told(more, now).look).toContain(`…, 2026-01-21 ${span}:`);
  });

  it('has its log group by the name that the stack gives it', () => {
    const groups = Object.keys(ofType(synthesise(createStack()), 'AWS::Logs::LogGroup')).map((id) => `jalon-${id}`);
    const daily = ['dispatch', 'remind'] as const;
    expect(Object.keys(DAILY).sort()).toEqual([...daily]);
    for (const step of [...STEP_NAMES, ...daily]) expect(groups).toContain(logGroupOf('jalon', step));
  });

  it('of a local run names no log, which there is none of', () => {
    const { look } = tellLetter(letter(), null, { kind: 'local', out: 'out' }, at(SENT));
    expect(look).toBeNull();
  });
});

describe('a dead letter with a reason', () => {
  it('that SES gave says where it stands what to do with such a mail', () => {
    const reason = 'Error: SES refused mail: MessageRejected: Email address is not verified: hq@agency.example';
    const [, section = ''] = /infra\/runbook\.md, "([^"]+)"/.exec(told({}, SENT, reason).next) ?? [];
    expect(readFileSync(join(ROOT, 'infra', 'runbook.md'), 'utf8')).toContain(`\n### ${section}\n`);
  });

  it('names no log', () => {
    expect(told({}, SENT, 'Error: no').look).toBeNull();
    expect(lettersText([told({}, SENT, 'Error: no')])).not.toContain('Look');
  });

  it.each([
    [
      { responsePayload: { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 60.00 seconds' } },
      'Sandbox.Timedout: Task timed out after 60.00 seconds',
    ],
    [{}, 'Lambda gave it up: RetriesExhausted'],
  ])('of a daily run has it, and the run of its log lines, from Lambda: %j', (more, reason) => {
    const requestContext = { requestId: 'r-7', functionArn: 'arn', condition: 'RetriesExhausted' };
    const body = JSON.stringify({ version: '1.0', requestContext, requestPayload: {}, ...more });
    expect(told({ step: 'dispatch', body }, SENT)).toMatchObject({ reason, look: null, run: 'r-7' });
  });

  it.each([
    [
      {
        ERROR_CODE: 'AWSLambdaException',
        ERROR_MESSAGE: 'Rate exceeded',
        EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
      },
      'EventBridge Scheduler could not call it: AWSLambdaException: Rate exceeded',
    ],
    [{ ERROR_CODE: 'NO_PERMISSIONS' }, 'EventBridge Scheduler could not call it: NO_PERMISSIONS'],
  ])('of a daily run that was never called has it from the schedule, and no run: %j', (attributes, reason) => {
    const one = told({ step: 'remind', body: '{}', attributes }, SENT);
    expect(one).toMatchObject({ reason, look: null, run: 'r' });
    expect(one.next).toBe(
      'It has no queue to be sent back to. Once what the reason names has been put right, the next daily run does what is due then; to have it now, invoke the function remind. Then take this off: npm run dead-letters -- --discard abcdefgh --write --table t --bucket b --prefix jalon-staging',
    );
  });

  it('of a step has none from what somebody writes beside the message', () => {
    expect(told({ attributes: { ERROR_CODE: 'x' } }, SENT).reason).toBeNull();
  });

  it.each(['{}', 'null', 'no JSON'])('of a daily run that says %s has none', (body) => {
    expect(told({ step: 'dispatch', body }, SENT)).toMatchObject({ reason: null, run: 'r' });
  });
});
