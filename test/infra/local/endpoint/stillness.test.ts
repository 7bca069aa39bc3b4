import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createStillness } from '../../../../infra/local/endpoint/stillness.ts';

const UNANSWERED = Symbol('unanswered');
const soon = (answer: Promise<boolean>) => Promise.race([answer, setImmediate(UNANSWERED)]);

/** `plan+` is a receive that gave a message, `plan` one that gave none. */
async function answerAfter(receives: string) {
  const stillness = createStillness(['plan', 'ingest']);
  stillness.handed('plan', 0);
  const answer = stillness.comes();
  for (const receive of receives.split(' ').filter((text) => text !== '')) {
    const step = receive.startsWith('plan') ? 'plan' : 'ingest';
    stillness.handed(step, receive.endsWith('+') ? 1 : 0);
  }
  return soon(answer);
}

describe('queues are still', () => {
  it.each([
    ['', UNANSWERED],
    ['plan ingest', UNANSWERED],
    ['plan plan plan ingest', UNANSWERED],
    ['plan ingest ingest plan', true],
    ['plan plan ingest ingest+', false],
    ['plan+', false],
  ])(
    'once each was received from twice after the question and gave nothing: %j gives %s',
    async (receives, expected) => {
      expect(await answerAfter(receives)).toBe(expected);
    },
  );

  it('not by what was received before the question, and at each question anew', async () => {
    const stillness = createStillness(['plan']);
    for (let before = 0; before < 5; before += 1) stillness.handed('plan', 0);
    const first = stillness.comes();
    stillness.handed('plan', 1);
    expect(await first).toBe(false);
    const second = stillness.comes();
    stillness.handed('plan', 0);
    stillness.handed('plan', 0);
    expect(await second).toBe(true);
  });

  it('never again once nobody receives, whoever is waiting', async () => {
    const stillness = createStillness(['plan']);
    const waiting = stillness.comes();
    stillness.end();
    expect(await waiting).toBe(false);
    expect(await stillness.comes()).toBe(false);
  });
});
