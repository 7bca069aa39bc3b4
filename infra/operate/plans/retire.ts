import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { changeGroups, tellChanges } from '../../../functions/domain/plan/changes/words.ts';
import { firstDay } from '../../../functions/domain/plan/period.ts';
import { createReceipt } from '../../../functions/domain/validation/receipt.ts';
import { readWorkbook } from '../../../functions/plan/read-workbook.ts';
import { readTemplates } from '../../../functions/templates.ts';
import { CommandFailure } from '../command.ts';
import type { Place } from '../place.ts';
import { printable } from '../trace/printable.ts';
import type { ToldVersion, Workbook } from './versions.ts';

/** How a version can be retired: by which workbook, and what that would change. */
export interface Retirement {
  readonly retired: ToldVersion;
  /** The version whose workbook is dropped again. */
  readonly instead: ToldVersion;
  /** Where it would be dropped. */
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly summary: string;
  readonly changes: readonly { readonly heading: string; readonly items: readonly string[] }[];
}

const MOST_BYTES = 16 * 1024 * 1024;
const templates = () => readTemplates(fileURLToPath(new URL('../../../templates', import.meta.url)));

function chosen(number: number, versions: readonly ToldVersion[]): readonly [ToldVersion, ToldVersion] {
  const at = versions.findIndex(({ version }) => version === number);
  const [instead, retired, after] = [versions[at - 1], versions[at], versions[at + 1]];
  if (!retired) throw new CommandFailure(`There is no plan version ${number}: npm run plans lists those there are.`);
  const last = versions.at(-1);
  if (after && last)
    throw new CommandFailure(
      `Plan version ${number} is not in use any more: version ${last.version} was dropped after it. Retire that one, or drop the workbook that is to hold under plan/.`,
    );
  if (!instead)
    throw new CommandFailure(
      `Plan version ${number} is the first: there is none before it that could hold again. Drop another workbook under plan/.`,
    );
  if (firstDay(instead.effectiveFrom) > firstDay(retired.effectiveFrom))
    throw new CommandFailure(
      `Version ${instead.version} is effective from ${instead.effectiveFrom} only, version ${number} from ${retired.effectiveFrom}: dropped again it would leave what is before ${instead.effectiveFrom} to version ${number}. Set effectiveFrom to ${retired.effectiveFrom} in the sheet Plan of its workbook${instead.workbook ? ` (${instead.workbook.key})` : ''}, and drop that under plan/.`,
    );
  return [instead, retired];
}

/** The very bytes that were judged then: by the name, or, where others have taken it since, by the object's version. */
async function bytesOf({ key, version, sha256 }: Workbook, { objects }: Place): Promise<Uint8Array | null> {
  for (const id of [null, version]) {
    const found = await objects.get(key, id, MOST_BYTES);
    if (found.kind === 'found' && createHash('sha256').update(found.bytes).digest('hex') === sha256) return found.bytes;
  }
  return null;
}

/** Works out how a version can be retired; throws, with what to do, where it cannot be so. */
export async function planRetirement(
  number: number,
  versions: readonly ToldVersion[],
  place: Place,
): Promise<Retirement> {
  const [instead, retired] = chosen(number, versions);
  const bytes = instead.workbook && (await bytesOf(instead.workbook, place));
  if (!instead.workbook || !bytes)
    throw new CommandFailure(
      `The workbook of version ${instead.version} is not in the bucket any more${instead.workbook ? ` (${printable(instead.workbook.key)})` : ''}: drop your own copy of it under plan/, which does the same.`,
    );
  const { plan: inUse } = await place.plans.get(number);
  const shipped = templates();
  const catalogue = shipped.catalogue('en');
  const { plan, issues } = readWorkbook(bytes, instead.workbook.key, inUse, shipped.languages);
  if (!plan) {
    const facts = { orgUnit: 'plan', key: '', version: '', sha256: null, uploadedAt: '', planVersion: null };
    const nothing = { accepted: 0, returned: 0, periods: [], understood: [] };
    const told = createReceipt({ status: 'rejected', ...facts, ...nothing }, issues, catalogue).issues;
    const errors = told.filter(({ severity }) => severity === 'error').map(({ message }) => `  ${printable(message)}`);
    throw new CommandFailure(
      `The workbook of version ${instead.version} would be refused after version ${number}:\n${errors.join('\n')}\nCorrect it (${printable(instead.workbook.key)}), and drop it under plan/.`,
    );
  }
  const changes = tellChanges({ version: number, plan: inUse }, plan, catalogue);
  const name = instead.workbook.key.split('/').at(-1) ?? 'plan.xlsx';
  return {
    ...{ retired, instead, bytes, key: `plan/instead-of-version-${number}/${name}` },
    ...{ summary: changes.summary, changes: changeGroups(changes, catalogue) },
  };
}
