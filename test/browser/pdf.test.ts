import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { createBrowser } from '../../functions/aws/browser.ts';
import { renderReport } from '../../functions/domain/report/html.ts';
import { fontCss } from '../../functions/report/fonts.ts';
import { fontsOf, structureOf, withDescendants } from '../support/pdf-structure.ts';
import { reportCatalogue, reportModel, reportPlan, templateSource } from '../support/report-data.ts';

const browser = createBrowser();

function report(language: string, plan = reportPlan()): Promise<Uint8Array> {
  const options = { source: templateSource, catalogue: reportCatalogue(language) };
  const model = reportModel(language, { plan });
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

  it('is printed on Letter where the plan says so', async () => {
    const pdf = await PDFDocument.load(await report('en', { ...reportPlan(), paper: 'Letter' }));
    const sizes = pdf.getPages().map((page) => Object.values(page.getSize()).map(Math.round).join('x'));
    expect(new Set(sizes)).toEqual(new Set(['612x792']));
  });

  it.each(['fr', 'ar'])('is read by its structure: %s', async (language) => {
    const elements = withDescendants(structureOf(await PDFDocument.load(await report(language))));
    const levels = elements.flatMap(({ role }) => /^H(\d)$/.exec(role)?.[1] ?? []).map(Number);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.length).toBeGreaterThan(15);
    // No heading is more than one level below the one before it.
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([]);

    const figures = elements.filter(({ role }) => role === 'Figure');
    expect(figures.length).toBeGreaterThan(10);
    expect(figures.filter(({ alternative }) => !alternative)).toEqual([]);

    const tables = elements.filter(({ role }) => role === 'Table');
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) {
      const inside = withDescendants(table.children);
      const heads = inside.filter(({ role }) => role === 'TH');
      expect(heads.length).toBeGreaterThan(0);
      expect(heads.filter(({ scope }) => scope !== 'Row' && scope !== 'Column')).toEqual([]);
      const rows = inside.filter(({ role }) => role === 'TR');
      expect(rows.filter(({ children }) => !children.some(({ role }) => role === 'TH'))).toEqual([]);
    }
  });

  it('is the same for the same data but for its dates', async () => {
    expect(withoutDates(await report('en'))).toBe(withoutDates(await report('en')));
  });

  it('carries its fonts, and of them only what it uses', async () => {
    const fonts = fontsOf(await PDFDocument.load(await report('ar')));
    expect(fonts.map(({ name }) => name).join()).toMatch(/NotoSansArabic/);
    expect(fonts.map(({ name }) => name).join()).toMatch(/NotoSans(?!Arabic)/);
    // Six letters before the name say that only the characters in use are there.
    expect(fonts.filter(({ name, embedded }) => !embedded || !/^[A-Z]{6}\+/.test(name))).toEqual([]);
  });
});

describe('the browser', () => {
  it('asks nothing of the network, reads no file and runs no script, whatever a page tries', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    server.on('upgrade', (request) => asked.push(`upgrade ${request.url}`));
    server.on('connection', () => asked.push('a connection'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const canary = join(mkdtempSync(join(tmpdir(), 'jalon-canary-')), 'canary.svg');
    writeFileSync(canary, '<svg xmlns="http://www.w3.org/2000/svg"><text>CANARY</text></svg>');
    const attempts = ['http', 'https', 'ws', 'ftp']
      .map((scheme) => `${scheme}://127.0.0.1:${port}/${scheme}`)
      .concat(`//127.0.0.1:${port}/no-scheme`, pathToFileURL(canary).href)
      .map(
        (url) => `
          <link rel="stylesheet" href="${url}"><link rel="preload" as="image" href="${url}"><link rel="prefetch" href="${url}">
          <link rel="preconnect" href="${url}"><link rel="dns-prefetch" href="${url}"><link rel="icon" href="${url}"><link rel="manifest" href="${url}">
          <style>@import url("${url}"); @font-face { font-family: x; src: url("${url}") } p { background: url("${url}"); cursor: url("${url}"), auto }
            p::after { content: url("${url}") } p { font-family: x; mask: url("${url}#m"); filter: url("${url}#f"); border-image: url("${url}") }</style>
          <img src="${url}" srcset="${url} 2x"><picture><source srcset="${url}"><img></picture><video src="${url}" poster="${url}" autoplay></video>
          <audio src="${url}" autoplay></audio><iframe src="${url}"></iframe><iframe srcdoc="<img src='${url}'>"></iframe><object data="${url}"></object>
          <embed src="${url}"><input type="image" src="${url}"><svg><image href="${url}"/><use href="${url}#x"/><feImage href="${url}"/></svg>
          <script src="${url}"></script><script>fetch("${url}"); new WebSocket("ws://127.0.0.1:${port}/script")</script>
          <form action="${url}" id="f"><button autofocus onfocus="this.form.submit()">x</button></form><a href="${url}" ping="${url}">x</a><p>text</p>`,
      );
    const refreshed = `<meta http-equiv="refresh" content="0; url=http://127.0.0.1:${port}/refresh">`;
    const other = createBrowser();
    try {
      for (const page of [`<title>x</title>${attempts.join('')}`, `<title>x</title>${refreshed}<p>text</p>`]) {
        // One that would go elsewhere is not printed at all.
        const pdf = await other.pdf(page).catch(() => new Uint8Array());
        expect(Buffer.from(pdf).toString('latin1')).not.toContain('CANARY');
      }
    } finally {
      await other.close();
      server.close();
    }
    expect(asked).toEqual([]);
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
