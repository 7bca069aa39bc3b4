import { createHash } from 'node:crypto';
import { createBrowser } from '../../functions/aws/browser.ts';
import { aggregate } from '../../functions/domain/aggregation/aggregate.ts';
import type { LedgerEntry, Observation } from '../../functions/domain/ledger/entry.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { buildReport } from '../../functions/domain/report/build-report.ts';
import { renderReport } from '../../functions/domain/report/html.ts';
import { fontCss } from '../../functions/report/fonts.ts';
import { readTemplates } from '../../functions/templates.ts';
import { measure, print } from './measure.ts';
import { officeCode, syntheticPlan } from './synthetic.ts';

const OFFICES = 60;
/** As many as the shipped plan has. */
const INDICATORS = 213;
const PERIOD = '2025-Q1';

function observation(orgUnit: string, indicator: string, seed: number): Observation {
  const figure = (value: number) => ({ value, numerator: null, denominator: null });
  const women = 100 + (seed % 89);
  const men = 100 + (seed % 53);
  return {
    orgUnit,
    indicator,
    period: PERIOD,
    total: figure(women + men),
    cells: [],
    sheet: null,
    breakdown: [
      { ...figure(women), categories: { sex: 'F' }, cells: [] },
      { ...figure(men), categories: { sex: 'M' }, cells: [] },
    ],
    note: null,
  };
}

function entriesOf(plan: Plan): LedgerEntry[] {
  return Array.from({ length: OFFICES }, (_, i) => ({
    period: PERIOD,
    orgUnit: officeCode(i),
    order: String(i).padStart(6, '0'),
    source: { key: '', version: '', sha256: '', planVersion: 1, uploadedAt: '2025-04-01T00:00:00.000Z' },
    observations: plan.indicators.map(({ code }, k) => observation(officeCode(i), code, i * 31 + k * 7)),
  }));
}

/** Actuals to the report's model, page and PDF, for a plan of the full size. */
export async function benchReport(rounds: number): Promise<void> {
  const { plan } = await syntheticPlan(OFFICES, INDICATORS);
  const actuals = aggregate({ plan, planVersion: 1, year: 2025, periods: [PERIOD], entries: entriesOf(plan) });
  const templates = readTemplates('templates');
  const catalogue = templates.catalogue('en');
  const current = actuals.find(({ scope }) => scope === 'GLOBAL') ?? null;
  const regions = actuals.filter(({ scope }) => scope.startsWith('R'));
  const build = () =>
    buildReport({
      plan,
      planVersion: 1,
      period: PERIOD,
      scope: 'GLOBAL',
      language: 'en',
      catalogue,
      current,
      children: regions,
      history: [],
      hash: (text) => createHash('sha256').update(text).digest('hex'),
    });
  const model = build();
  const onScreen = {
    ...{ source: templates.source, catalogue },
    digest: (text: string) => createHash('sha256').update(text).digest('base64'),
  };
  const page = renderReport(model, onScreen);
  print(
    `Report of ${INDICATORS} indicators, ${Math.round(page.length / 1024)} KB of HTML`,
    await measure(
      [
        { name: 'JSON.stringify of the model', run: () => JSON.stringify(model) },
        { name: 'Jalon: actuals to model', run: build },
        { name: 'Jalon: model to HTML', run: () => renderReport(model, onScreen) },
      ],
      rounds,
    ),
  );

  const browser = createBrowser();
  const blank = '<!doctype html><html lang="en"><title>Blank</title><p>Blank</p></html>';
  const printed = renderReport(model, { source: templates.source, catalogue, fontCss: fontCss() });
  try {
    print(
      'HTML to PDF, browser running',
      await measure(
        [
          { name: 'a blank page', run: () => browser.pdf(blank) },
          { name: 'Jalon: the report', run: () => browser.pdf(printed) },
        ],
        rounds,
      ),
    );
  } finally {
    await browser.close();
  }
}
