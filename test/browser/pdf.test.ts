import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { createBrowser } from '../../functions/aws/browser.ts';
import { renderReport } from '../../functions/domain/report/html.ts';
import { fontCss } from '../../functions/report/fonts.ts';
import { reportCatalogue, reportModel, templateSource } from '../support/report-data.ts';

const browser = createBrowser();

function report(language: string): Promise<Uint8Array> {
  const options = { source: templateSource, catalogue: reportCatalogue(language) };
  const model = reportModel(language);
  const page = renderReport(model, options);
  return browser.pdf(renderReport(model, { ...options, fontCss: fontCss(undefined, page) }));
}

function withoutDates(pdf: Uint8Array): string {
  return Buffer.from(pdf)
    .toString('latin1')
    .replace(/\/(CreationDate|ModDate) \([^)]*\)/g, '');
}

function own(processes: string): string[] {
  return processes.split('\n').filter((line) => line.includes(`jalon-profile-${process.pid}-`));
}

describe('a printed report', () => {
  afterAll(() => browser.close());

  it.each(['en', 'ar'])('is tagged, titled, bookmarked and says its language: %s', async (language) => {
    const pdf = await PDFDocument.load(await report(language));
    const marks = pdf.catalog.lookup(PDFName.of('MarkInfo'), PDFDict);
    const lang = pdf.catalog.lookup(PDFName.of('Lang'));
    expect(marks.get(PDFName.of('Marked'))?.toString()).toBe('true');
    expect(pdf.catalog.has(PDFName.of('StructTreeRoot'))).toBe(true);
    expect(lang instanceof PDFString || lang instanceof PDFHexString ? lang.decodeText() : null).toBe(language);
    expect(pdf.getTitle()).toContain(reportModel(language).plan.title);
    expect(pdf.catalog.lookup(PDFName.of('Outlines'), PDFDict).has(PDFName.of('First'))).toBe(true);
    const { width, height } = pdf.getPage(0).getSize();
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
  });

  it('is the same for the same data but for its dates', async () => {
    expect(withoutDates(await report('en'))).toBe(withoutDates(await report('en')));
  });

  it('carries its fonts', async () => {
    const names = Buffer.from(await report('ar')).toString('latin1');
    expect(names).toMatch(/NotoSansArabic/);
    expect(names).toMatch(/NotoSans/);
  });
});

describe('the browser', () => {
  it('asks nothing of the network and runs no script', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const other = createBrowser();
    try {
      await other.pdf(
        `<title>x</title><link rel="stylesheet" href="${url}/a.css"><img src="${url}/b.png"><iframe src="${url}/c"></iframe>
         <style>p { background: url(${url}/d.png) }</style><p>text</p><script>fetch("${url}/e")</script>`,
      );
    } finally {
      await other.close();
      server.close();
    }
    expect(requests).toBe(0);
  });

  it('prints on after its process was killed, and leaves none behind', async () => {
    const other = createBrowser();
    await other.pdf('<title>one</title><p>one');
    const running = own(execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }));
    expect(running.length).toBeGreaterThan(0);
    for (const line of running) process.kill(Number.parseInt(line, 10), 'SIGKILL');
    expect((await other.pdf('<title>two</title><p>two')).length).toBeGreaterThan(500);
    await other.close();
    expect(own(execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }))).toEqual([]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`jalon-profile-${process.pid}-`))).toEqual([]);
  });

  it('can be closed without having printed', async () => {
    await expect(createBrowser().close()).resolves.toBeUndefined();
  });
});
