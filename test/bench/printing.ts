import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import puppeteer from 'puppeteer-core';
import { createBrowser } from '../../functions/aws/browser.ts';
import { installChromium } from '../../functions/aws/chromium.ts';
import { renderReport } from '../../functions/domain/report/html.ts';
import { reportJson } from '../../functions/domain/report/report-json.ts';
import { annexOf } from '../../functions/report/annex.ts';
import { fontCss } from '../../functions/report/fonts.ts';
import { readTemplates } from '../../functions/templates.ts';
import { measure, print } from './measure.ts';
import { memoryOfChildren } from './memory-of-children.ts';
import { reportOf } from './report-model.ts';

/** As many indicators as make a report of about ten pages. */
const TEN_PAGES = 40;
const MANY = 1000;
/** Prints whose peaks of memory are compared, the first and the last of the many. */
const SPAN = 200;

const templates = readTemplates('templates');
const catalogue = templates.catalogue('en');
const source = templates.source;
const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const line = (name: string, figure: string): boolean => say(`  ${name.padEnd(52)} ${figure}`);

/** Chromium without anything around it: a page, its content, its PDF. */
async function bareChromium() {
  const { executablePath, args, env } = await installChromium();
  const browser = await puppeteer.launch({
    ...{ executablePath, args: [...args], headless: 'shell', pipe: true, env: { ...process.env, ...env } },
  });
  return {
    async pdf(html: string): Promise<Uint8Array> {
      const page = await browser.newPage();
      await page.setContent(html, { waitUntil: 'load' });
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
      await page.close();
      return pdf;
    },
    close: () => browser.close(),
  };
}

/** HTML to PDF against bare Chromium; then a thousand reports of ten pages, one after the other. */
export async function benchPrinting(rounds: number): Promise<void> {
  const build = await reportOf(TEN_PAGES, catalogue);
  const model = build();
  const screen = renderReport(model, { source, catalogue, digest });
  const printed = () => renderReport(model, { source, catalogue, fontCss: fontCss(undefined, screen) });
  const page = printed();
  const [ours, bare] = [createBrowser(), await bareChromium()];
  try {
    const pdf = await ours.pdf(page);
    const pages = (await PDFDocument.load(pdf)).getPageCount();
    print(
      `HTML of ${TEN_PAGES} indicators to a PDF of ${pages} pages, browser running`,
      await measure(
        [
          { name: 'Chromium alone', run: () => bare.pdf(page) },
          { name: 'Jalon', run: () => ours.pdf(page) },
        ],
        rounds,
      ),
    );
    await bare.close();

    say(`\n${MANY} such reports, model to HTML to PDF`);
    const peaks: number[] = [];
    const started = performance.now();
    for (let i = 0; i < MANY; i += 1) {
      await ours.pdf(printed());
      peaks.push(memoryOfChildren());
    }
    const seconds = (performance.now() - started) / 1000;
    line('reports a minute', String(Math.round((MANY / seconds) * 60)));
    line(`peak memory of Chromium in the first ${SPAN}, MB`, Math.max(...peaks.slice(0, SPAN)).toFixed(0));
    line(`in the last ${SPAN}, MB`, Math.max(...peaks.slice(-SPAN)).toFixed(0));

    say('\nSizes, KB');
    const files: [name: string, content: string | Uint8Array][] = [
      ['report.html', screen],
      ['report.pdf', pdf],
      ['report.json', reportJson(model)],
      ...(await annexOf(model, catalogue)).map(({ name, content }): [string, string | Uint8Array] => [name, content]),
    ];
    for (const [name, content] of files) line(name, (Buffer.byteLength(content) / 1024).toFixed(0));
  } finally {
    await ours.close();
  }
}
