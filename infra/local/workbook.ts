import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { readPlan } from '../../functions/domain/plan/read-plan.ts';
import { createVocabulary } from '../../functions/domain/sheet/headers/vocabulary.ts';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { buildWorkbook } from '../../functions/domain/workbook/build-workbook.ts';
import { readTemplates } from '../../functions/templates.ts';
import { writeWorkbook } from '../../functions/workbook/write-workbook.ts';
import { lastFigures } from './last-figures.ts';
import { HELP, readWorkbookArguments, type WorkbookOptions } from './workbook-arguments.ts';

/** The workbook cannot be made, and why. */
class WorkbookFailure extends Error {}

async function planAt(file: string): Promise<Plan> {
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) throw new WorkbookFailure(`There is no plan workbook at ${file}.`);
  const opened = openFile(bytes);
  const { plan, issues } = opened.ok ? readPlan(opened.grids) : { plan: null, issues: [opened.issue] };
  if (plan) return plan;
  const codes = [...new Set(issues.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
  throw new WorkbookFailure(
    `The plan ${file} has errors (${codes.join(', ')}): npm start -- --plan ${file} tells where.`,
  );
}

async function lastOf({ uploads, period }: WorkbookOptions, orgUnit: string, plan: Plan) {
  if (uploads === null) return null;
  const isFolder = async (path: string) => (await stat(path).catch(() => null))?.isDirectory() ?? false;
  if (!(await isFolder(uploads))) throw new WorkbookFailure(`There is no folder of office files at ${uploads}.`);
  return (await isFolder(join(uploads, orgUnit))) ? lastFigures(uploads, plan, orgUnit, period) : null;
}

async function run(options: WorkbookOptions): Promise<string> {
  const plan = await planAt(options.plan);
  const named = createVocabulary(plan).orgUnit(options.orgUnit);
  const unit = plan.orgUnits.find(({ code }) => code === named);
  if (!unit) throw new WorkbookFailure(`The plan has no org unit ${options.orgUnit}.`);
  const language = options.language ?? unit.language;
  const description = buildWorkbook({
    plan,
    planVersion: null,
    orgUnit: unit.code,
    period: options.period,
    language,
    catalogue: readTemplates(fileURLToPath(new URL('../../templates', import.meta.url))).catalogue(language),
    last: await lastOf(options, unit.code, plan),
  });
  if (!description)
    throw new WorkbookFailure(`The plan expects ${unit.code} to report nothing with ${options.period}.`);
  const out = options.out ?? `${unit.code}-${options.period}.${language}.xlsx`;
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, await writeWorkbook(description));
  return out;
}

const read = readWorkbookArguments(process.argv.slice(2));
switch (read.kind) {
  case 'help':
    process.stdout.write(HELP);
    break;
  case 'wrong':
    process.stderr.write(`${read.message}\n\n${HELP}`);
    process.exitCode = 2;
    break;
  case 'run':
    try {
      process.stdout.write(`${await run(read.options)}\n`);
    } catch (error) {
      if (!(error instanceof WorkbookFailure)) throw error;
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    }
    break;
  default:
    read satisfies never;
}
