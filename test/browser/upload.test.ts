import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { type FunctionUrl, serveFunction } from '../../infra/local/function-url.ts';
import { createHandlers } from '../../infra/local/handlers.ts';
import { axeFindings } from '../support/axe.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createDependencies } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';
import { openBrowser, shownTexts } from '../support/real-browser.ts';

let aws: TestAws;
let url: FunctionUrl;
let handlers: ReturnType<typeof createHandlers>;
let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  [aws, browser] = await Promise.all([startTestAws(), openBrowser()]);
  handlers = createHandlers(aws.embedded);
  url = await serveFunction(handlers.upload);
  await createDependencies(aws).plans.add(minimalPlan(), '1');
  aws.startPump({ ingest: handlers.steps.ingest });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await url.close();
  await handlers.close();
  await aws.stop();
});

const FIGURES = 'Indicator,Period,Value\n1a.1,2026-Q4,many\n';
const HOSTILE = '<img src=x onerror=alert(1)>.csv';

async function mailedPassword(): Promise<string> {
  const mails = await Promise.all((await aws.embedded.readInbox()).map(({ raw }) => PostalMime.parse(raw)));
  return (
    mails.map(({ text = '' }) => /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(text)?.[0] ?? '').findLast((one) => one !== '') ?? ''
  );
}

async function opened(language: string, width: number): Promise<{ page: Page; troubles: string[] }> {
  const { page, troubles } = await browser.open('', { width });
  await page.goto(`${url.url}?lang=${language}`);
  troubles.length = 0;
  return { page, troubles };
}

/** By keyboard alone: what is to be filled in next has the focus. */
async function signIn(page: Page): Promise<void> {
  await page.focus('#who');
  await page.keyboard.type('KEN');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#enter:not([hidden])');
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  await page.keyboard.type(await mailedPassword());
  await page.keyboard.press('Enter');
  await page.waitForSelector('#office:not([hidden])');
}

/** Drops a file of this text on the page, as a mouse would. */
const dropFile = (page: Page, name: string, text: string) =>
  page.evaluate(`{
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: 'text/csv' }));
    for (const kind of ['dragover', 'drop'])
      document.querySelector('#drop').dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }`);

/** Keeps every text that the list of files under way has had. */
const KEEP_TOLD = `{
  window.told = [];
  const sending = document.querySelector('#sending');
  new MutationObserver(() => told.push(sending.textContent)).observe(sending, { subtree: true, childList: true, characterData: true });
}`;

it('lets an office in by keyboard, takes a dropped file, and shows its receipt when it arrives, as text', {
  timeout: 60_000,
}, async () => {
  const { page, troubles } = await opened('en', 1280);
  expect(await axeFindings(page, 'all')).toEqual([]);
  await signIn(page);
  expect(await page.$eval(':focus', ({ id }) => id)).toBe('files');
  await dropFile(page, HOSTILE, FIGURES);
  await page.waitForSelector('#receipts article', { timeout: 30_000 });
  expect(await shownTexts(page, '#receipts h3')).toEqual(['_img src_x onerror_alert(1)_.csv']);
  const [issue = ''] = await shownTexts(page, '#receipts li');
  expect(issue).toMatch(/^✖ B2.*Found: 2026-Q4What to do: /);
  expect(await shownTexts(page, '#sending li')).toEqual([]);
  expect(await shownTexts(page, '#said')).toEqual([expect.stringContaining('could not be taken')]);
  expect(await shownTexts(page, '#receipts button')).toEqual(['Download the marked file']);
  expect(await axeFindings(page, 'all')).toEqual([]);
  expect(troubles.filter((trouble) => !trouble.startsWith('http://127.0.0.1:'))).toEqual([]);
  await page.close();
});

it('takes a file chosen from the disk, and hands the marked one out', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-downloads-'));
  const { page } = await opened('fr', 768);
  const client = await page.createCDPSession();
  await client.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  await signIn(page);
  const chosen = join(folder, 'chiffres T4.csv');
  writeFileSync(chosen, FIGURES);
  const input = await page.waitForSelector('input#files');
  await input?.uploadFile(chosen);
  await page.waitForFunction(`document.querySelector('#receipts h3')?.textContent === 'chiffres T4.csv'`);
  await page.click('#receipts article button');
  const marked = () => readdirSync(folder).find((name) => name.endsWith('.xlsx'));
  await vi.waitFor(() => expect(marked()).toBeDefined(), { timeout: 20_000, interval: 100 });
  const opening = openFile(readFileSync(join(folder, marked() ?? '')));
  expect(opening.ok && opening.grids.some(({ rows }) => rows.flat().includes('many'))).toBe(true);
  await page.close();
  rmSync(folder, { recursive: true });
});

it('goes on by itself after an interruption, telling how far it is, in Arabic on a small telephone', {
  timeout: 60_000,
}, async () => {
  const { page } = await opened('ar', 320);
  await signIn(page);
  await page.evaluate(KEEP_TOLD);
  let puts = 0;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (request.method() === 'PUT') puts += 1;
    void (request.method() === 'PUT' && puts === 1 ? request.abort('connectionreset') : request.continue());
  });
  const file = 'أرقام الربع.csv';
  await dropFile(page, file, FIGURES);
  await page.waitForFunction(`document.querySelector('#receipts h3')?.textContent === ${JSON.stringify(file)}`);
  expect(puts).toBe(2);
  const told = String(await page.evaluate(`told.join('\\n')`));
  for (const text of [
    `جارٍ إرسال \u2068${file}\u2069: \u20660%\u2069`,
    'انقطع الاتصال',
    `جارٍ إرسال \u2068${file}\u2069: \u2066100%\u2069`,
  ])
    expect(told).toContain(text);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  expect(await axeFindings(page, 'all')).toEqual([]);
  await page.setOfflineMode(true);
  await page.waitForFunction(`document.querySelector('#said').textContent.includes('لا يوجد اتصال')`);
  await page.close();
});
