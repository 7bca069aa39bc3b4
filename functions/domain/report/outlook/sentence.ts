import { lastDay } from '../../plan/period.ts';
import type { Catalogue } from '../catalogue.ts';
import { isAtLeast } from '../progress/closeness.ts';
import { figureText, type Notation, shortPeriodName } from '../words.ts';
import type { Outlook } from './outlook.ts';

/** Decimals of thousands would claim to know what nobody can foresee. */
const LARGE = 1000;

/** Decimals that show two digits of a small figure at least: a pace of 0.04 a quarter is not 0. */
function decimalsFor(value: number, decimals: number): number {
  const size = Math.abs(value);
  if (size >= LARGE) return 0;
  return size === 0 || size >= 10 ? decimals : Math.max(decimals, Math.min(8, 1 - Math.floor(Math.log10(size))));
}

function isShare({ kind, overOrgUnits }: Notation): boolean {
  return kind === 'percentage' || (kind === 'yes-no' && overOrgUnits !== 'sum');
}

/** A difference between two figures, without its sign: of shares in percentage points. */
function differenceText(value: number, notation: Notation, catalogue: Catalogue): string {
  const shown = isShare(notation) ? value * 100 : value;
  const decimals = decimalsFor(shown, notation.decimals);
  const text = catalogue.number(Math.abs(shown), decimals);
  const count = Number(Math.abs(shown).toFixed(decimals));
  return isShare(notation) ? catalogue.text('report.outlook.points', { count, value: text }) : text;
}

function changeText(value: number, per: string, notation: Notation, catalogue: Catalogue): string {
  const turn = value > 0 ? 'up' : value < 0 ? 'down' : 'none';
  return catalogue.text('report.outlook.change', { turn, value: differenceText(value, notation, catalogue), per });
}

function wayOf({ finalPeriod, rightSide, soFar, finalTarget }: Outlook): 'flow' | 'limit' | 'held' | 'level' {
  if (finalPeriod === null) return rightSide === 'above' ? 'flow' : 'limit';
  const isHeld = rightSide === 'above' ? isAtLeast(soFar, finalTarget) : isAtLeast(finalTarget, soFar);
  return isHeld ? 'held' : 'level';
}

function paceSentence(outlook: Outlook, notation: Notation, catalogue: Catalogue): string {
  const { frequency, remaining: count, paceNeeded, paceSoFar, finalPeriod } = outlook;
  const per = catalogue.text('report.outlook.per', { frequency });
  const paceText = (pace: number) =>
    finalPeriod === null
      ? figureText(pace, { ...notation, decimals: decimalsFor(pace, notation.decimals) }, catalogue)
      : changeText(pace, per, notation, catalogue);
  return catalogue.text('report.outlook.pace', {
    ...{ way: wayOf(outlook), per, needed: paceText(paceNeeded), pace: paceText(paceSoFar) },
    soFar: figureText(outlook.soFar, notation, catalogue),
    remaining: catalogue.text('report.outlook.remaining', { frequency, count }),
  });
}

/** The outlook in words: where the trend leads, and what each remaining period has to bring against what they brought so far. */
export function outlookSentence(outlook: Outlook, notation: Notation, catalogue: Catalogue): string {
  const { verdict, projected, low, high, soFar, finalTarget, finalPeriod } = outlook;
  const figure = (value: number) => figureText(value, notation, catalogue);
  const forecast = (value: number) =>
    figureText(value, { ...notation, decimals: Math.abs(value) >= LARGE ? 0 : notation.decimals }, catalogue);
  const trend = catalogue.text('report.outlook.trend', {
    ...{ verdict, from: shortPeriodName(outlook.from, catalogue), end: catalogue.date(lastDay(outlook.end)) },
    ...{ grows: finalPeriod === null ? 'yes' : 'no', range: forecast(low) === forecast(high) ? 'none' : 'wide' },
    ...{ projected: forecast(projected), low: forecast(low), high: forecast(high) },
    ...{ soFar: figure(soFar), target: figure(finalTarget) },
  });
  if (verdict === 'reached' || verdict === 'missed') return trend;
  return `${trend} ${paceSentence(outlook, notation, catalogue)}`;
}
