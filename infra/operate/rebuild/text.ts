import type { Difference } from './difference.ts';
import type { ListedEntry } from './inventory.ts';
import type { Rebuilt } from './rebuild.ts';

/** Differences told one by one; more are counted, and in full in JSON. */
const TOLD = 40;

const counted = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

const figure = (value: number | null): string => (value === null ? 'not reported' : String(value));

function differenceLine(one: Difference): string {
  if (one.kind === 'carry')
    return `Plan version ${one.version}: what the years up to ${one.year} leave to later ones differs`;
  const where = `${one.scope} ${one.period}: `;
  switch (one.kind) {
    case 'not-stored':
      return `${where}not stored`;
    case 'orphan':
      return `${where}stored, though the ledger gives nothing for it`;
    case 'unreadable':
      return `${where}cannot be read (${one.reason})`;
    case 'figure':
      return `${where}${one.indicator} is stored as ${figure(one.stored)}, recomputed ${figure(one.recomputed)}`;
    case 'other':
      return `${where}${one.what.join(', ')} ${one.what.length === 1 ? 'differs' : 'differ'}`;
    case 'newer':
      return `${where}stored of ${one.stored}, recomputed of ${one.recomputed}: it is left as it is`;
    default:
      return one satisfies never;
  }
}

const entryLine = ({ orgUnit, period, key, order }: ListedEntry): string =>
  `${orgUnit} ${period}: ${key}, uploaded ${order.slice(0, 16).replace('T', ' ')} UTC`;

function section(title: string, lines: readonly string[], next: string): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > TOLD ? [`  … and ${lines.length - TOLD} more: --json tells all`] : [];
  return ['', title, ...lines.slice(0, TOLD).map((line) => `  ${line}`), ...more, next];
}

/** Whether nothing is left to be put right. */
export const isSound = ({ differences, written, unwritten, incomplete, withoutReceipt }: Rebuilt): boolean =>
  (differences.length === 0 || (written > 0 && unwritten === 0)) && incomplete.length + withoutReceipt.length === 0;

/** The comparison as a terminal shows it. */
export function rebuiltText(rebuilt: Rebuilt, name: string, write: boolean, seconds: number): string {
  const { compared, scopes, years, entries, differences, incomplete, withoutReceipt, written, unwritten } = rebuilt;
  const lines = [
    `Recomputed ${name} from ${counted(entries, 'ledger entry', 'ledger entries')} of ${counted(years, 'year', 'years')} in ${seconds.toFixed(1)} s.`,
    `Compared ${counted(compared, 'period', 'periods')} of ${counted(scopes, 'scope', 'scopes')}: ${counted(differences.length, 'difference', 'differences')}.`,
    ...section(
      'What differs',
      differences.map(differenceLine),
      write
        ? `Put right: ${written} of ${written + unwritten}. Run this again to see what is left.`
        : 'Files being worked on just now make differences that pass. The others are put right by --write.',
    ),
    ...section(
      'Ledger entries that were not written to their end, so that they do not count',
      incomplete.map(entryLine),
      'Their messages are tried again, or are dead letters: npm run dead-letters.',
    ),
    ...section(
      'Ledger entries of uploads without a receipt',
      withoutReceipt.map(entryLine),
      'Their messages are tried again, or are dead letters: npm run dead-letters.',
    ),
  ];
  return lines.join('\n');
}
