import { printable } from '../trace/printable.ts';
import { type ComparedKind, differingAttributes, type ItemKey } from './compare.ts';
import type { Wanted } from './point-in-time.ts';
import { putBackOf } from './put-back.ts';

/** Items named of each sort; more are counted, and in full in JSON. */
const NAMED = 20;

export const counted = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const isSame = (kinds: readonly ComparedKind[]): boolean =>
  kinds.every(({ onlyOld, onlyNew, differing }) => onlyOld.length + onlyNew.length + differing.length === 0);

const named = ({ pk, sk }: ItemKey): string => printable(`${pk}  ${sk}`);

function listed(title: string, keys: readonly ItemKey[], tell: readonly string[] = []): string[] {
  if (keys.length === 0) return [];
  const lines = keys.slice(0, NAMED).map((key, i) => `    ${named(key)}${tell[i] ?? ''}`);
  const more = keys.length > NAMED ? [`    … and ${keys.length - NAMED} more: --json tells all`] : [];
  return [`  ${title}:`, ...lines, ...more];
}

const ABOUT: Readonly<Record<ComparedKind['nature'], string>> = {
  fixed: '',
  kept: '',
  computed: ' (npm run rebuild recomputes them)',
  passing: ' (they go by themselves)',
};

async function kindLines(kind: ComparedKind, oldName: string, newName: string): Promise<string[]> {
  const { name, nature, same, onlyOld, onlyNew, differing } = kind;
  const parts = [
    `${same.toLocaleString('en')} the same`,
    ...(onlyOld.length > 0 ? [`${onlyOld.length} only in ${oldName}`] : []),
    ...(onlyNew.length > 0 ? [`${onlyNew.length} only in ${newName}`] : []),
    ...(differing.length > 0 ? [`${counted(differing.length, 'differs', 'differ')}`] : []),
  ];
  const head = `${name}: ${parts.join(', ')}${parts.length > 1 ? ABOUT[nature] : ''}`;
  if (nature === 'passing') return [head];
  const attributes = await Promise.all(
    differing
      .slice(0, NAMED)
      .map(async (key) => `  in ${(await differingAttributes(key, oldName, newName)).join(', ')}`),
  );
  return [
    head,
    ...listed(`only in ${oldName}`, onlyOld),
    ...listed(`only in ${newName}`, onlyNew),
    ...listed(nature === 'fixed' ? 'differ, though such an item never changes' : 'differ', differing, attributes),
  ];
}

/** Two tables side by side, by kind of item. */
export async function comparedText(kinds: readonly ComparedKind[], oldName: string, newName: string): Promise<string> {
  const lines = [`${oldName} and ${newName}, item by item:`, ''];
  for (const kind of kinds) lines.push(...(await kindLines(kind, oldName, newName)));
  if (kinds.length === 0) lines.push('Both are empty.');
  return lines.join('\n');
}

/** What a comparison leads to. */
export function nextText(kinds: readonly ComparedKind[], oldName: string, newName: string): string {
  if (isSame(kinds)) return 'Nothing differs.';
  const many = putBackOf(kinds).length;
  if (many === 0) return `${newName} has nothing of lasting value that ${oldName} lacks.`;
  return [
    `${counted(many, 'item', 'items')} of lasting value ${many === 1 ? 'is' : 'are'} only in ${newName}. To put them into ${oldName}, over nothing that is there:`,
    `  npm run restore -- --compare ${oldName} ${newName} --put-back --write`,
    `  npm run rebuild -- --table ${oldName} --bucket BUCKET --write`,
  ].join('\n');
}

/** How to go on with a table that was restored. */
export const switchText = ({ table, to }: Wanted): string =>
  [
    `Should ${table} itself be beyond repair, work on ${to} instead of it:`,
    '  1. What DynamoDB does not restore:',
    `     aws dynamodb update-continuous-backups --table-name ${to} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`,
    `     aws dynamodb update-time-to-live --table-name ${to} --time-to-live-specification Enabled=true,AttributeName=expires`,
    `     aws dynamodb update-table --table-name ${to} --deletion-protection-enabled`,
    `  2. npx cdk deploy -c table=${to}   (with the other settings of this deployment; ${table} stays as it is)`,
    `  3. What ${table} took since then:`,
    `     npm run restore -- --compare ${to} ${table} --put-back --write`,
    `     npm run rebuild -- --table ${to} --bucket BUCKET --write`,
  ].join('\n');
