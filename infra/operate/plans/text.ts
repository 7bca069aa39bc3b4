import { printable } from '../trace/printable.ts';
import type { Retirement } from './retire.ts';
import type { ToldVersion } from './versions.ts';

function governed({ governs, isInUse }: ToldVersion): string {
  const use = isInUse ? ', in use' : '';
  if (governs === null) return `governs no period any more${use}`;
  const { from, before } = governs;
  if (from === null)
    return before === null ? `governs every period${use}` : `governs the periods before ${before}${use}`;
  return before === null ? `governs ${from} and later${use}` : `governs ${from} to before ${before}${use}`;
}

const when = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

/** The versions as a terminal shows them. */
export function versionsText(versions: readonly ToldVersion[], name: string): string {
  if (versions.length === 0) return `There is no plan in ${name} yet: drop the plan workbook under plan/.`;
  const rows = versions.map((one) => [
    `version ${one.version}`,
    `effective from ${one.effectiveFrom}`,
    `dropped ${when(one.droppedAt)}`,
    one.workbook ? printable(one.workbook.key) : 'its receipt is not in the bucket',
    governed(one),
  ]);
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const lines = rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(width(i))).join('  ')}`.trimEnd());
  const head = versions.length === 1 ? '1 version of the plan' : `${versions.length} versions of the plan`;
  return [`${head} in ${name}:`, '', ...lines].join('\n');
}

/** What retiring a version would change. */
export function retirementText({ retired, instead, key, summary, changes }: Retirement): string {
  const groups = changes.flatMap(({ heading, items }) => ['', heading, ...items.map((item) => `  ${printable(item)}`)]);
  return [
    `Version ${retired.version} is retired by dropping the workbook of version ${instead.version} again: it becomes a version of its own, says what version ${instead.version} said, and governs ${instead.effectiveFrom} and later.`,
    `What ${retired.version} governed is recomputed, and its files stay in the ledger: what they say under codes that only version ${retired.version} has is in no report.`,
    '',
    summary,
    ...groups,
    '',
    `Dropped as ${printable(key)}.`,
  ].join('\n');
}
