import type { Indicator } from '../../plan/model.ts';
import { comparisonKey } from '../headers/key.ts';

/** A map, not an object: the words looked up come from files, and `constructor` is one. */
const SIGNS = new Map<string, readonly string[]>([
  ['$', ['usd', 'cad', 'aud', 'mxn', 'cop', 'us dollars', 'dollars']],
  ['us$', ['usd', 'us dollars', 'dollars']],
  ['€', ['eur', 'euros']],
  ['£', ['gbp', 'egp', 'lbp']],
  ['¥', ['jpy', 'cny']],
]);

const CURRENCIES = new Set(
  'usd eur gbp chf jpy cny cad aud xaf xof kes ugx etb ngn sdg ssp syp iqd jod lbp try uah pkr afn bdt mxn cop brl pen'.split(
    ' ',
  ),
);

const PEOPLE = new Set(
  [
    ...['people', 'person', 'persons', 'individuals', 'beneficiaries', 'personne', 'personnes', 'pers', 'individus'],
    ...[
      'bénéficiaires',
      'persona',
      'personas',
      'beneficiarios',
      'شخص',
      'أشخاص',
      'شخصا',
      'فرد',
      'أفراد',
      'مستفيد',
      'مستفيدا',
    ],
  ].map(comparisonKey),
);

/** Words for people and codes of currencies, as keys: units whatever the plan. */
export const GENERAL_UNITS: ReadonlySet<string> = new Set([...PEOPLE, ...CURRENCIES]);

/** Whether a word written beside a figure is the indicator's own unit, so that the figure means what it says. */
export function isOwnUnit(word: string, indicator: Indicator | null): boolean {
  const key = word.trim().replace(/\.$/, '').toLowerCase();
  const unit = comparisonKey(indicator?.unit ?? '');
  if (comparisonKey(key) !== '' && comparisonKey(key) === unit) return true;
  const money = indicator === null || indicator.kind === 'amount';
  const owners = SIGNS.get(key);
  if (owners) return money && (!CURRENCIES.has(unit) || owners.includes(unit));
  if (CURRENCIES.has(key)) return money && !CURRENCIES.has(unit);
  return PEOPLE.has(comparisonKey(key)) && (indicator === null || PEOPLE.has(unit));
}

/** Whether a text is a currency, and not that of an indicator which the plan counts in one. */
export function isOtherCurrency(text: string, indicator: Indicator): boolean {
  const key = text.trim().toLowerCase();
  if (indicator.kind !== 'amount' || !(SIGNS.has(key) || CURRENCIES.has(key))) return false;
  return CURRENCIES.has(comparisonKey(indicator.unit)) && !isOwnUnit(key, indicator);
}
