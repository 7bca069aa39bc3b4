import type { Observation } from '../../ledger/entry.ts';
import type { Indicator } from '../../plan/model.ts';
import { plainNumber } from '../figures.ts';

/** Whose figure it is, for messages. */
export function observationParams({ orgUnit, indicator, period }: Observation): Record<string, string> {
  return { orgUnit, indicator, period };
}

/** A figure of an indicator as messages show it: percentages in hundredths, at most as exact as the plan keeps it. */
export function shownFigure(figure: number, { kind, decimals }: Indicator): string {
  const shown = kind === 'percentage' ? figure * 100 : figure;
  const text = plainNumber(Number(shown.toFixed(Math.min(decimals, 20))));
  return kind === 'percentage' ? `${text}%` : text;
}
