import { comparisonKey } from '../headers/key.ts';

const WORDS = new Set(
  [
    ...['withdraw', 'withdrawn'],
    ...['retirer', 'à retirer', 'retiré', 'retirée'],
    ...['retirar', 'por retirar', 'retirado', 'retirada'],
    ...['سحب', 'يسحب', 'تسحب', 'مسحوب', 'مسحوبة'],
  ].map(comparisonKey),
);

/** Whether a text takes back the figure reported before, without giving another. An empty cell never does. */
export function saysWithdrawn(text: string): boolean {
  return WORDS.has(comparisonKey(text));
}
