import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReport } from '../../functions/domain/report/html.ts';
import { ReportModel } from '../../functions/domain/report/schema.ts';
import { hostile } from '../support/hostile.ts';
import { modelWithLineage } from '../support/lineage-data.ts';
import { openBrowser, shownTexts } from '../support/real-browser.ts';
import { digest, reportCatalogue, reportModel, templateSource } from '../support/report-data.ts';

let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);

afterAll(() => browser.close());

const html = (model: ReportModel = reportModel('en')): string =>
  renderReport(model, { source: templateSource, catalogue: reportCatalogue(model.language), digest });

const codes = (page: Page): Promise<string[]> =>
  shownTexts(page, ':is(.strand, .sorted) :is(tbody .what > .code, .listed > .code)');

const focused = (page: Page): Promise<string> =>
  page.$eval(':focus', (element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()).catch(() => '');

const hash = (page: Page): string => decodeURIComponent(new URL(page.url()).hash);

const ALL = ['1a.1.1', '1a.1.2', '1a.2.1', '2a.1', '2a.2', 'E1.1'];

describe('a report on a screen', () => {
  it('is filtered by status, objective and org unit, tells how many are shown, keeps it in its address, and clears', async () => {
    const { page, troubles } = await browser.open(html());
    expect(await codes(page)).toEqual(ALL);
    expect(await shownTexts(page, '.shown')).toEqual(['Indicators shown: 6 of 6']);
    await page.select('#browse-status', 'off-track');
    const off = await codes(page);
    expect(off.length).toBeGreaterThan(0);
    expect(off.length).toBeLessThan(6);
    expect(hash(page)).toBe('#status=off-track');
    expect(await shownTexts(page, '.shown')).toEqual([`Indicators shown: ${off.length} of 6 · Off track`]);
    await page.select('#browse-status', '');
    await page.select('#browse-result', '2');
    expect(await codes(page)).toEqual(['2a.1', '2a.2']);
    expect(await shownTexts(page, '.strand h3, .strand h4:not(.of)')).toEqual([
      'Objective 2 Displaced people find lasting solutions',
      '2a Communities withstand shocks',
    ]);
    await page.select('#browse-unit', 'AFR');
    expect(await shownTexts(page, '.ofunit')).toEqual(['Africa: 245,000.35 (3/4)', 'Africa: 3.4 (3/4)']);
    await page.click('.told button');
    expect(await codes(page)).toEqual(ALL);
    expect(hash(page)).toBe('');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('is read without scripts as the same document, in fewer letters', async () => {
    const { page } = await browser.open('<title>Two documents</title>');
    const plain = renderReport(reportModel('en'), { source: templateSource, catalogue: reportCatalogue('en') });
    const [long = 'one', short = 'other'] = await page.$eval(
      'html',
      (root, ...documents) =>
        documents.map((text) => {
          const parser = root.ownerDocument.defaultView?.DOMParser;
          const main = parser && new parser().parseFromString(text, 'text/html').querySelector('main');
          return main?.innerHTML.replace(/\s+(?=<)|(?<=>)\s+/g, '');
        }),
      plain,
      html(),
    );
    expect(short).toBe(long);
    expect(long.length).toBeGreaterThan(10_000);
    await page.close();
  });

  it('says that nothing fits, and offers to show all', async () => {
    const { page } = await browser.open(html(), { hash: '#status=off-track&result=E1' });
    expect(await codes(page)).toEqual([]);
    expect(await shownTexts(page, '.browse .empty')).toEqual(['No indicator fits this choice.']);
    expect(await shownTexts(page, '.told button')).toEqual(['Show all']);
    await page.click('.told button');
    expect(await codes(page)).toEqual(ALL);
    await page.close();
  });

  it('is sorted by attainment, status and code in one table, and back into the order of the plan', async () => {
    const { page } = await browser.open(html());
    const attained = reportModel('en').indicators.filter(({ attainment }) => attainment !== null);
    await page.select('#browse-sort', 'highest');
    const highest = await codes(page);
    expect(highest).toHaveLength(6);
    await page.select('#browse-sort', 'lowest');
    const lowest = await codes(page);
    expect(lowest.slice(0, attained.length)).toEqual(highest.slice(0, attained.length).reverse());
    expect(await shownTexts(page, '.sorted h2, .strand h2')).toEqual(['Lowest attainment first']);
    await page.select('#browse-sort', 'status');
    expect((await shownTexts(page, '.sorted .status'))[0]).toBe('Off track');
    await page.select('#browse-sort', '');
    expect(await codes(page)).toEqual(ALL);
    await page.close();
  });

  it('opens as it was left', async () => {
    const { page } = await browser.open(html(), { hash: '#result=E1&sort=code&at=E1.1' });
    expect(await codes(page)).toEqual(['E1.1']);
    expect(await focused(page)).toContain('Staff trained in safety');
    await page.close();
  });

  it('is used by keyboard alone: skip link, code or words, Enter; the focus is seen and not covered', async () => {
    const { page } = await browser.open(html(), { width: 320 });
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Go to find and filter');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Find and filter');
    await page.keyboard.press('Tab');
    const seen: string[] = [];
    for (const [typed, found] of [
      ['2a.2', '2a.2 Preparedness score'],
      ['safe WATER share', '1a.2.1 Share of sites'],
      ['2a', '2a Communities withstand shocks'],
    ] as const) {
      await page.focus('#browse-jump');
      await page.$eval('#browse-jump', (field) => void Object.assign(field, { value: '' }));
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await expect.poll(() => focused(page), { timeout: 5_000 }).toMatch(new RegExp(`^${found}`));
      seen.push(
        await page.$eval(':focus', (element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return top >= 0 && bottom <= 800 ? 'in view' : `${top} to ${bottom}`;
        }),
      );
    }
    expect(seen).toEqual(['in view', 'in view', 'in view']);
    await page.focus('#browse-jump');
    await page.keyboard.type('xyzzy');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await shownTexts(page, '.missed'))[0], { timeout: 5_000 })
      .toMatch(/^Nothing found for “.*xyzzy”\.$/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Off');
    expect(hash(page)).toContain('status=off-track');
    await page.close();
  });

  it('leaves the focus to who types, when word of an address comes late that is no more', async () => {
    const { page } = await browser.open(html());
    await page.type('#browse-jump', '2a.2');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page), { timeout: 5_000 }).toMatch(/^2a\.2 /);
    await page.focus('#browse-jump');
    await page.evaluate(
      `dispatchEvent(new HashChangeEvent('hashchange', { newURL: location.href.replace(/#.*/, '#browse') }))`,
    );
    expect(await page.$eval(':focus', (element) => element.id)).toBe('browse-jump');
    await page.close();
  });

  it('shows where the focus is, on whatever is reached by Tab', async () => {
    const { page } = await browser.open(html(modelWithLineage('en')));
    const reached: string[] = [];
    for (let tabs = 0; tabs < 40; tabs++) {
      await page.keyboard.press('Tab');
      reached.push(
        await page
          .$eval(':focus', (element) => {
            const style = element.ownerDocument.defaultView?.getComputedStyle(element);
            const isSeen = style?.outlineStyle !== 'none' && Number.parseFloat(style?.outlineWidth ?? '') >= 1;
            return isSeen ? 'seen' : `${element.localName}.${element.className}#${element.id}`;
          })
          .catch(() => 'end'),
      );
    }
    expect([...new Set(reached)].filter((one) => one !== 'end')).toEqual(['seen']);
    await page.close();
  });

  it('is printed as it is filtered, and says so; whole, and without the tools, where it is not', async () => {
    const { page } = await browser.open(html());
    await page.emulateMediaType('print');
    expect(await shownTexts(page, '.browse :is(h2, label, button), .shown, .skip, .whence')).toEqual([]);
    expect(await codes(page)).toEqual(ALL);
    await page.emulateMediaType('screen');
    await page.select('#browse-result', '2');
    await page.emulateMediaType('print');
    expect(await shownTexts(page, '.browse :is(h2, label, button), .shown')).toEqual([
      'Indicators shown: 2 of 6 · Objective 2 Displaced people find lasting solutions',
    ]);
    expect(await codes(page)).toEqual(['2a.1', '2a.2']);
    await page.close();
  });
});

describe('a report whose every text is an attack', () => {
  it('runs no script but its own and asks nothing of the network, whatever its reader does', async () => {
    const model = ReportModel.parse(hostile(reportModel('en')));
    const { page, troubles } = await browser.open(html(model));
    await page.focus('#browse-jump');
    await page.keyboard.type('onerror');
    await page.keyboard.press('Enter');
    await page.select('#browse-unit', 'AFR');
    await page.select('#browse-sort', 'lowest');
    expect((await shownTexts(page, '.ofunit'))[0]).toContain('<script>');
    await page.setViewport({ width: 320, height: 800 });
    expect(await page.$eval('html', (root) => root.scrollWidth)).toBe(320);
    expect(await page.$$eval('img, iframe, object, link, base', (all) => all.length)).toBe(0);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('would not run or load it even were it markup', async () => {
    let requests = 0;
    const canary = createServer((_, response) => {
      requests++;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(canary, 'listening');
    const address = canary.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const worse = `<script>document.title = 'taken'</script><img src="${url}/a" onerror="document.title = 'taken'">
      <style>body { background: url(${url}/b) }</style><iframe src="${url}/c"></iframe><link rel="stylesheet" href="${url}/d">`;
    const { page } = await browser.open(html().replace('<main>', `<main>${worse}`));
    expect(await page.title()).not.toBe('taken');
    expect(await codes(page)).toEqual(ALL);
    expect(requests).toBe(0);
    await page.close();
    canary.close();
  });
});
