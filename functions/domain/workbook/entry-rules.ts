import type { Indicator } from '../plan/model.ts';
import type { Catalogue } from '../report/catalogue.ts';
import type { Part } from '../validation/block.ts';
import { additiveParts } from '../validation/figures.ts';
import type { Validation } from './description.ts';

/** The number format of an indicator's figures. */
export function formatOf({ kind, decimals }: Indicator, part: Part = 'value'): string {
  const fraction = decimals > 0 ? `.${'0'.repeat(decimals)}` : '';
  if (part !== 'value') return '#,##0';
  switch (kind) {
    case 'percentage':
      return `0${fraction}%`;
    case 'count':
    case 'amount':
    case 'score':
      return `#,##0${fraction}`;
    case 'yes-no':
      return '@';
    default:
      return kind satisfies never;
  }
}

/** Least and greatest figure that the plan takes there. */
function boundsOf(indicator: Indicator, part: Part, isTotal: boolean): { min: number | null; max: number | null } {
  const { kind, min, max } = indicator;
  if (part !== 'value') return { min: kind === 'amount' ? null : 0, max: null };
  const floor = kind === 'count' || kind === 'percentage' ? 0 : null;
  const least = !isTotal && min !== null && additiveParts(indicator).length > 0 ? Math.min(min, 0) : min;
  return { min: least ?? floor, max: max ?? (kind === 'percentage' ? 1 : null) };
}

/** What may be written for an indicator, with the message shown when something else is. */
export function entryRule(indicator: Indicator, part: Part, isTotal: boolean, catalogue: Catalogue): Validation {
  const { kind, decimals } = indicator;
  if (kind === 'yes-no' && part === 'value') {
    const items = [catalogue.text('report.yes'), catalogue.text('report.no')];
    return { kind: 'list', items, message: catalogue.text('workbook.entry.yes-no') };
  }
  const { min, max } = boundsOf(indicator, part, isTotal);
  const whole = kind === 'count' && part === 'value';
  const isShare = kind === 'percentage' && part === 'value';
  const show = (bound: number | null) =>
    bound === null ? '' : isShare ? catalogue.percent(bound, decimals) : catalogue.number(bound, decimals);
  const limits = min === null ? (max === null ? 'none' : 'max') : max === null ? 'min' : 'both';
  const values = { kind: whole ? 'whole' : isShare ? 'share' : 'any', limits, min: show(min), max: show(max) };
  return { kind: 'number', whole, min, max, message: catalogue.text('workbook.entry.number', values) };
}
