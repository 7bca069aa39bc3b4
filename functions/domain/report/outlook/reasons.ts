/** Why an indicator has no outlook, the first that holds. */
export const WITHOUT_OUTLOOK = [
  'no-figure',
  'not-over-time',
  'kind',
  'no-final-target',
  'plan-ended',
  'gaps',
  'coverage',
  'too-few',
  'seasons',
  'too-far',
  'no-variation',
  'at-bound',
] as const;

export type WithoutOutlook = (typeof WITHOUT_OUTLOOK)[number];

/** The fewest figures of which a single wrong one cannot carry the trend away: of the 6 slopes between four figures it spoils half. */
export const LEAST_FIGURES = 5;

/** How many times as far ahead as back a trend is drawn. */
export const FURTHEST_AHEAD = 2;

/** Answers and scores of fewer offices step, they do not run along a line. */
export const LEAST_ANSWERS = 10;

/** How surely the true slope lies in the interval. */
export const CONFIDENCE = 0.9;
