import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPlan } from '../../../functions/domain/plan/read-plan.ts';
import { openFile } from '../../../functions/domain/sheet/open.ts';
import { buildWorkbook } from '../../../functions/domain/workbook/build-workbook.ts';
import { judgeUpload } from '../../../functions/ingest/judge-upload.ts';
import { readTemplates } from '../../../functions/templates.ts';
import { writeWorkbook } from '../../../functions/workbook/write-workbook.ts';

const LANGUAGES = ['en', 'fr', 'es', 'ar'];
const EVERY = 8;

const opened = openFile(readFileSync('fixtures/plan/plan.xlsx'));
const plan = opened.ok ? readPlan(opened.grids).plan : null;
const templates = readTemplates('templates');

/** Every eighth org unit, in the four languages by turns: all of them take minutes. */
const SAMPLE = (plan?.orgUnits ?? [])
  .filter(({ kind }) => kind === 'country' || kind === 'office')
  .filter((_, i) => i % EVERY === 0)
  .map(({ code }, i) => [code, LANGUAGES[i % LANGUAGES.length] ?? 'en'] as const);

it.each(SAMPLE)('the workbook of %s in %s comes back blank without a question', async (orgUnit, language) => {
  if (!plan) throw new Error('The shipped plan was refused');
  const catalogue = templates.catalogue(language);
  const description = buildWorkbook({
    plan,
    planVersion: 1,
    orgUnit,
    period: '2025-Q4',
    language,
    catalogue,
    last: null,
  });
  if (!description) throw new Error(`Nothing is expected of ${orgUnit}`);
  const { issues } = judgeUpload(await writeWorkbook(description), plan, {
    orgUnit,
    today: '2026-01-10',
    planVersion: 1,
  });
  expect([...new Set(issues.map(({ code }) => code))]).toEqual(['nothing-reported']);
});
