import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bundleStep } from '../../infra/constructs/bundle.ts';
import { FUNCTIONS, loadedAtStart } from '../support/loaded-at-start.ts';

const folder = mkdtempSync(join(tmpdir(), 'jalon-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What reads files and writes pages, workbooks and mails: for an event that asks for it. */
const LATER = [
  ...['handlebars', 'd3-scale', 'd3-shape', 'exceljs', 'fflate', 'papaparse', 'xmlbuilder2'],
  ...['nodemailer', 'puppeteer-core', 'zod/v4/classic', 'source-map'],
];

it.each(FUNCTIONS)('%s loads nothing to start that only some event needs', (step) => {
  const loaded = Object.values(loadedAtStart(bundleStep(step, join(folder, step))));
  const inputs = loaded.flatMap((output) => Object.keys(output.inputs));
  expect(inputs).toContain(`functions/${step}/handler.ts`);
  expect(LATER.filter((name) => inputs.some((input) => input.includes(`node_modules/${name}/`)))).toEqual([]);
});
