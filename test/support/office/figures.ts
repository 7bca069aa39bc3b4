import fc from 'fast-check';
import type { Plan } from '../../../functions/domain/plan/model.ts';
import type { Fact } from './facts.ts';
import type { Naming } from './naming.ts';

/** How an office writes its figures, the whole file through. */
export interface NumberStyle {
  readonly name: string;
  readonly decimal: string;
  readonly group: string;
  /** Groups of two above the first three, as in India. */
  readonly lakhs?: boolean;
  readonly zero?: string;
}

export const STYLES: readonly NumberStyle[] = [
  { name: '1234.5', decimal: '.', group: '' },
  { name: '1234,5', decimal: ',', group: '' },
  { name: '1,234.5', decimal: '.', group: ',' },
  { name: '1.234,5', decimal: ',', group: '.' },
  { name: '1 234,5', decimal: ',', group: ' ' },
  { name: '1 234,5 (no-break)', decimal: ',', group: '\u00a0' },
  { name: '1 234,5 (narrow)', decimal: ',', group: '\u202f' },
  { name: "1'234.5", decimal: '.', group: "'" },
  { name: '1’234.5', decimal: '.', group: '’' },
  { name: '12,34,567.8', decimal: '.', group: ',', lakhs: true },
  { name: '١٬٢٣٤٫٥', decimal: '٫', group: '٬', zero: '٠' },
  { name: '۱٬۲۳۴٫۵', decimal: '٫', group: '٬', zero: '۰' },
  { name: '1٬234٫5', decimal: '٫', group: '٬' },
];

function grouped(digits: string, { group, lakhs }: NumberStyle): string {
  if (group === '') return digits;
  const last = digits.slice(-3);
  const first = digits.slice(0, -3);
  if (first === '') return last;
  return `${first.replace(lakhs ? /\B(?=(\d{2})+$)/g : /\B(?=(\d{3})+$)/g, group)}${group}${last}`;
}

/** A decimal number in a style; no more digits than it has. */
export function styled(number: number, style: NumberStyle): string {
  const [whole = '0', fraction = ''] = String(Math.abs(number)).split('.');
  const plain = `${number < 0 ? '-' : ''}${grouped(whole, style)}${fraction === '' ? '' : `${style.decimal}${fraction}`}`;
  const zero = style.zero?.charCodeAt(0);
  return zero === undefined ? plain : plain.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}

/** A fact's figure as text: percentages with their sign, yes and no as words, negatives as accountants write them where asked. */
export function figureText(
  { indicator, part, number }: Fact,
  plan: Plan,
  names: Naming,
  { style, brackets, units }: FigureForm,
): string {
  const definition = plan.indicators.find(({ code }) => code === indicator);
  if (part === 'value' && definition?.kind === 'yes-no') return names.answer(number === 1);
  const isPercent = part === 'value' && definition?.kind === 'percentage';
  const text = styled(isPercent ? Number((number * 100).toPrecision(12)) : number, style);
  const signed = brackets && text.startsWith('-') ? `(${text.slice(1)})` : text;
  if (isPercent) return `${signed}${style.zero === undefined ? ' %' : '٪'}`;
  return units && !signed.startsWith('(') && part === 'value' && definition?.unit === 'USD' ? `USD ${signed}` : signed;
}

export interface FigureForm {
  readonly style: NumberStyle;
  readonly brackets: boolean;
  readonly units: boolean;
}

export const arbitraryForm: fc.Arbitrary<FigureForm> = fc.record({
  style: fc.constantFrom(...STYLES),
  brackets: fc.boolean(),
  units: fc.boolean(),
});
