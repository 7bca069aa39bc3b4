import type { StepName } from '../../definitions.ts';

/** The first of them may have begun before the question. */
const LOOKS = 2;

export interface Stillness {
  /** A receive from a step's queue gave so many messages. */
  handed(step: StepName, count: number): void;
  /** Whether, from now on, every queue is received from often enough and gives nothing; answers as soon as one gives something. */
  comes(): Promise<boolean>;
  /** Nobody receives any more: what is asked is answered with no. */
  end(): void;
}

/** Tells by what queues hand out whether anything is left in them: what they count is approximate, late, or not told at all. */
export function createStillness(steps: readonly StepName[]): Stillness {
  let question: { readonly left: Map<StepName, number>; readonly answer: (isStill: boolean) => void } | null = null;
  let isOver = false;

  function answer(isStill: boolean): void {
    question?.answer(isStill);
    question = null;
  }

  return {
    handed(step, count) {
      if (question === null) return;
      if (count > 0) return answer(false);
      const { left } = question;
      left.set(step, (left.get(step) ?? 0) - 1);
      if ([...left.values()].every((looks) => looks <= 0)) answer(true);
    },
    comes() {
      answer(false);
      if (isOver) return Promise.resolve(false);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      question = { left: new Map(steps.map((step) => [step, LOOKS])), answer: resolve };
      return promise;
    },
    end() {
      isOver = true;
      answer(false);
    },
  };
}
