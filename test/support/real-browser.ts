import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Page } from 'puppeteer-core';
import { installChromium } from '../../functions/aws/chromium.ts';

export interface Opened {
  readonly page: Page;
  /** What the page asked of the network, complained of, or showed as a dialog. */
  readonly troubles: string[];
}

/** A browser for the pages of a test file, which are read from files as a reader would. */
export async function openBrowser() {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-page-'));
  const { executablePath, args, env } = await installChromium();
  const browser = await puppeteer.launch({
    ...{ executablePath, args: [...args], headless: 'shell', userDataDir: join(folder, 'profile') },
    env: { ...process.env, ...env },
  });
  let files = 0;
  return {
    async open(html: string, { hash = '', script = true, width = 1280 } = {}): Promise<Opened> {
      const file = join(folder, `${files++}.html`);
      writeFileSync(file, html);
      const own = pathToFileURL(file).href;
      const page = await browser.newPage();
      const troubles: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(own)) troubles.push(request.url());
      });
      page.on('pageerror', (error) => troubles.push(String(error)));
      page.on('dialog', (dialog) => {
        troubles.push(dialog.message());
        void dialog.dismiss();
      });
      await page.setViewport({ width, height: 800 });
      await page.setJavaScriptEnabled(script);
      await page.goto(own + hash);
      return { page, troubles };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** What a reader sees in the elements, one text each; those that are not shown have none. */
export const shownTexts = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(selector, (all) =>
    all.filter((one) => one.checkVisibility()).map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim()),
  );
