import type { ReportIndicator } from '../schema.ts';

/** Excel's number formats. */
export const NUMBER = '#,##0';
export const SHARE = '0.0%';

/** The number format of an indicator's figures: groups of digits, or a percentage; with as many decimals as the plan gives. */
export function figureFormat({ kind, overOrgUnits, decimals }: ReportIndicator): string {
  const places = decimals === 0 ? '' : `.${'0'.repeat(Math.min(decimals, 10))}`;
  const isShare = kind === 'percentage' || (kind === 'yes-no' && overOrgUnits !== 'sum');
  return isShare ? `0${places}%` : `${NUMBER}${places}`;
}
