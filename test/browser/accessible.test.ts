import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { completenessOf } from '../../functions/domain/completeness/completeness.ts';
import { renderCompleteness } from '../../functions/domain/completeness/html.ts';
import { renderLinkPage } from '../../functions/domain/links/page.ts';
import { buildReport } from '../../functions/domain/report/build-report.ts';
import { renderReport } from '../../functions/domain/report/html.ts';
import { renderIndex } from '../../functions/domain/site/index-page.ts';
import { publishedOf } from '../../functions/domain/site/published.ts';
import { aSubmission, factsFrom, RETURNED } from '../functions/domain/completeness/support.ts';
import { annualInput } from '../support/annual-data.ts';
import { axeFindings } from '../support/axe.ts';
import { modelWithLineage } from '../support/lineage-data.ts';
import { openBrowser } from '../support/real-browser.ts';
import {
  digest,
  reportCatalogue,
  reportModel,
  reportPlan,
  syntheticActuals,
  templateSource,
  WHO_REPORTED,
} from '../support/report-data.ts';

const LANGUAGES = ['en', 'fr', 'es', 'ar'];

let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);

afterAll(() => browser.close());

const options = (language: string) => ({ source: templateSource, catalogue: reportCatalogue(language) });

const results = (language: string, scope: string, below: readonly string[]): string => {
  const current = syntheticActuals(scope, '2025-Q2', 0.7);
  const children = below.map((unit) => syntheticActuals(unit, '2025-Q2', 0.3));
  const model = reportModel(language, { scope, current, children });
  // So many units and indicators that their comparison takes more than one table.
  const twins = model.indicators.map((one) => ({ ...one, code: `${one.code}.9` }));
  return renderReport({ ...model, indicators: [...model.indicators, ...twins] }, { ...options(language), digest });
};

function completeness(language: string): string {
  const plan = reportPlan();
  const facts = factsFrom(plan, '2025-Q2', [['KEN', '1a.1.1']], {
    COL: [aSubmission('2025-07-06T08:00:00.000Z', RETURNED)],
  });
  const model = completenessOf({
    plan,
    planVersion: 1,
    period: '2025-Q2',
    scope: 'GLOBAL',
    language,
    facts,
    history: [],
  });
  return renderCompleteness(model, options(language));
}

const KINDS: Readonly<Record<string, (language: string) => string>> = {
  'global results': (language) => renderReport(reportModel(language), { ...options(language), digest }),
  'results of a region': (language) =>
    results(language, 'AFR', ['KEN', 'NER', 'COL', 'KEN-DAD', 'AME', 'AFR', 'GLOBAL']),
  'results of an office': (language) => results(language, 'KEN', []),
  annual: (language) => renderReport(buildReport(annualInput(language)), { ...options(language), digest }),
  completeness,
  'a link of a mail': (language) => {
    const leaving = {
      may: 'unsubscribe',
      email: 'ann@example.org',
      report: 'annual',
      scope: 'GLOBAL',
      language,
    } as const;
    return renderLinkPage({ kind: 'ask', leaving, scopeTitle: 'World' }, options(language));
  },
  site: (language) => {
    const files = ['report.html', 'report.pdf', 'report.xlsx', 'completeness.html'];
    const entries = LANGUAGES.map((one) => publishedOf(reportModel(one), files, WHO_REPORTED));
    const region = entries.map((one) => ({ ...one, scope: 'AFR', scopeTitle: 'Africa', revised: 2 }));
    return renderIndex([...entries, ...region], reportPlan(), options(language));
  },
};

const scheme = (page: Page, value: 'light' | 'dark') =>
  page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);

/** In CSS pixels past the edge of the screen; tables scroll by themselves. */
const overflow = (page: Page): Promise<number> => page.$eval('html', (root) => root.scrollWidth - root.clientWidth);

const CASES = Object.keys(KINDS).flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const));

/** Each kind and each language meets each width and each scheme, each width both schemes. */
const SCREENS = {
  even: [
    ['light', 1280, 'all'],
    ['dark', 768, 'looks'],
    ['light', 320, 'all'],
  ],
  odd: [
    ['dark', 1280, 'looks'],
    ['light', 768, 'looks'],
    ['dark', 320, 'all'],
  ],
} as const;

it.each(CASES)('axe finds nothing, and nothing hangs over the edge, on any screen: %s, %s', async (kind, language) => {
  const { page, troubles } = await browser.open(KINDS[kind]?.(language) ?? '');
  const found: string[] = [];
  for (const [colours, width, rules] of SCREENS[LANGUAGES.indexOf(language) % 2 === 0 ? 'even' : 'odd']) {
    await page.setViewport({ width, height: 800 });
    await scheme(page, colours);
    found.push(...(await axeFindings(page, rules)).map((line) => `${width} ${colours} ${line}`));
    const over = await overflow(page);
    if (over > 0) found.push(`${width}: ${over} pixels hang over the edge`);
  }
  expect(found).toEqual([]);
  expect(troubles).toEqual([]);
  await page.close();
});

it.each(['en', 'ar'])(
  'nor in the window that tells where a figure comes from, or among what is sorted and filtered: %s',
  async (language) => {
    const { page } = await browser.open(renderReport(modelWithLineage(language), { ...options(language), digest }), {
      width: 320,
    });
    await page.select('#browse-sort', 'status');
    expect(await axeFindings(page, 'all')).toEqual([]);
    await page.click('.sorted .whence');
    await page.waitForSelector('dialog[open]');
    for (const colours of ['light', 'dark'] as const) {
      await scheme(page, colours);
      expect(await axeFindings(page, 'all')).toEqual([]);
    }
    await page.close();
  },
);

it('draws its charts in the reader’s own colours where those are forced', async () => {
  const { page } = await browser.open(KINDS['global results']?.('en') ?? '');
  const client = await page.createCDPSession();
  await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
  const paints = await page.$eval('.bullet', (chart) => {
    const style = (element: typeof chart | null) => element?.ownerDocument.defaultView?.getComputedStyle(element);
    const [bar, marker] = ['.bar', '.marker'].map((kind) => style(chart.querySelector(kind))?.stroke);
    return { bar, marker, ground: style(chart.ownerDocument.body)?.backgroundColor };
  });
  expect(new Set(Object.values(paints)).size).toBe(3);
  await page.close();
});
