import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installChromium } from '../../functions/aws/chromium.ts';
import { renderReport } from '../../functions/domain/report/html.ts';
import type { ReportModel } from '../../functions/domain/report/schema.ts';
import { modelWithLineage } from '../support/lineage-data.ts';
import { digest, reportCatalogue, templateSource } from '../support/report-data.ts';

const profile = mkdtempSync(join(tmpdir(), 'jalon-lineage-'));
let browser: Browser;

beforeAll(async () => {
  const { executablePath, args, env } = await installChromium();
  browser = await puppeteer.launch({
    ...{ executablePath, args: [...args], headless: 'shell', userDataDir: profile },
    env: { ...process.env, ...env },
  });
}, 60_000);

afterAll(async () => {
  await browser.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
});

const html = (model: ReportModel): string =>
  renderReport(model, { source: templateSource, catalogue: reportCatalogue(model.language), digest });

/** The page of a model, and what it asked of the network and complained of. */
async function opened(model: ReportModel, script = true): Promise<{ page: Page; troubles: string[] }> {
  const page = await browser.newPage();
  const troubles: string[] = [];
  page.on('request', (request) => troubles.push(request.url()));
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('dialog', (dialog) => troubles.push(dialog.message()));
  await page.setJavaScriptEnabled(script);
  await page.setContent(html(model));
  return { page, troubles };
}

const textIn = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => ('innerText' in element ? String(element.innerText) : ''));

const focused = (page: Page): Promise<string> =>
  page.$eval(':focus', (element) => element.textContent?.trim() ?? '').catch(() => '');

describe('where a figure comes from, in the page', () => {
  it('opens by keyboard, tells files, sheets and cells, closes by Escape, and goes back to where it was', async () => {
    const { page, troubles } = await opened(modelWithLineage('en'));
    for (let tabs = 0; tabs < 20 && !(await focused(page)).startsWith('Where from?'); tabs++)
      await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Where from? 1a.1.1');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    expect(await textIn(page, 'dialog h2')).toBe('Where the figure comes from: 1a.1.1');
    const text = await textIn(page, 'dialog .tree');
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        ...['World 4,350 2/4', 'Kenya 4,210 1/2', 'Q2 2025: 4,210 (as it stands)'],
        'uploads/KEN/figures.xlsx · Data!C2 · breakdown in D2 E2',
        'Not counted: Q2 2025: 130 (replaced by a later upload)',
      ]),
    );
    await page.keyboard.press('Escape');
    expect(await page.$('dialog[open]')).toBeNull();
    expect(await focused(page)).toBe('Where from? 1a.1.1');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('shows hostile names of files and sheets as text', async () => {
    const { page, troubles } = await opened(modelWithLineage('en'));
    await page.click('.whence');
    await page.waitForSelector('dialog[open]');
    expect(await textIn(page, 'dialog .tree')).toContain("uploads/COL/corrected <b>.xlsx · '</script><img src=x>'!C2");
    expect(await page.$('dialog img, dialog .place b')).toBeNull();
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('runs from right to left in Arabic, cells and files from left to right', async () => {
    const { page } = await opened(modelWithLineage('ar'));
    await page.click('.whence');
    await page.waitForSelector('dialog[open]');
    const directions = await page.$$eval('dialog, dialog .place', (all) =>
      all.map((one) => (one.matches(':dir(rtl)') ? 'rtl' : 'ltr')),
    );
    expect([...new Set(directions)]).toEqual(['rtl', 'ltr']);
    await page.close();
  });

  it.each([320, 1280])('fits a screen %d pixels wide', async (width) => {
    const { page } = await opened(modelWithLineage('en'));
    await page.setViewport({ width, height: 700 });
    await page.click('.whence');
    await page.waitForSelector('dialog[open]');
    const box = await page.$eval('dialog', (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top, bottom, overflow: element.scrollWidth - element.clientWidth };
    });
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(width);
    expect(box.bottom - box.top).toBeLessThanOrEqual(700);
    expect(box.overflow).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('is not there without scripts, and the page is read as before', async () => {
    const { page, troubles } = await opened(modelWithLineage('en'), false);
    const client = await page.createCDPSession();
    const { root } = await client.send('DOM.getDocument', { depth: -1 });
    const { nodeIds } = await client.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: '.whence, dialog' });
    expect(nodeIds).toEqual([]);
    expect(troubles).toEqual([]);
    await page.close();
  });
});
