import Papa from 'papaparse';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { ReportModel } from '../../../functions/domain/report/schema.ts';
import { STATUSES } from '../../../functions/domain/report/statuses.ts';
import type { Cell } from '../../../functions/domain/sheet/grid.ts';
import { openFile } from '../../../functions/domain/sheet/open.ts';
import { annexOf } from '../../../functions/report/annex.ts';
import { HOSTILE, hostile } from '../../support/hostile.ts';
import { reportCatalogue, reportModel } from '../../support/report-data.ts';

const model = reportModel('en');

async function filesOf(report: ReportModel): Promise<Map<string, Uint8Array>> {
  const files = await annexOf(report, reportCatalogue(report.language));
  return new Map(
    files.map(({ name, content }) => [name, typeof content === 'string' ? Buffer.from(content) : content]),
  );
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** By the reader of office files, which shares nothing with the library that writes. */
function sheetsOf(bytes: Uint8Array | undefined): Map<string, readonly (readonly Cell[])[]> {
  const opened = openFile(bytes ?? new Uint8Array());
  if (!opened.ok) throw new Error(opened.issue.code);
  return new Map(opened.grids.map(({ sheet, rows }) => [sheet ?? '', rows]));
}

const plain = (cell: Cell | undefined): unknown =>
  typeof cell === 'object' && cell !== null && cell.kind === 'percent' ? cell.value : cell;

/** Header to cell, row by row, from the fourth row on. */
function recordsOf(rows: readonly (readonly Cell[])[] = []): Map<string, unknown>[] {
  const header = rows[3] ?? [];
  return rows.slice(4).map((row) => new Map(header.map((name, column) => [String(name), plain(row[column])])));
}

const csvOf = (bytes: Uint8Array | undefined): string[][] =>
  Papa.parse<string[]>(textOf(bytes).slice(1), { skipEmptyLines: true }).data;

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

function xmlOf(bytes: Uint8Array | undefined): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: { ...attributes }, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.write(textOf(bytes)).close();
  const [activities] = root.children;
  if (!activities) throw new Error('An empty document');
  return activities;
}

const all = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => all(child, name)),
];

describe('the data annex', async () => {
  const files = await filesOf(model);
  const sheets = sheetsOf(files.get('report.xlsx'));
  const csv = csvOf(files.get('report.csv'));
  const iati = xmlOf(files.get('iati.xml'));

  it('says in A1 of every sheet what it is, and gives each a header in row 4', () => {
    expect(sheets.size).toBeGreaterThan(4);
    for (const rows of sheets.values()) {
      expect(rows[0]?.[0]).toBe('Results report: World, April–June 2025');
      expect(String(rows[1]?.[0])).toContain('Data as of');
      expect(rows[3]?.[0]).toBeTruthy();
    }
  });

  it('has the same figures as the model, to the last digit: workbook, text and XML', () => {
    const inSheet = new Map(recordsOf(sheets.get('Indicators')).map((row) => [row.get('Code'), row]));
    const inText = new Map(
      csv.slice(2).flatMap((row) => (row[1] === 'GLOBAL' && row[6] === '' ? [[row[3], row]] : [])),
    );
    const inXml = new Map(
      all(iati, 'indicator').map((element) => [all(element, 'reference')[0]?.attributes.code, element]),
    );
    expect(model.indicators.some(({ kind, actual }) => kind === 'percentage' && actual !== null)).toBe(true);
    for (const { code, actual, target, attainment, coverage, kind } of model.indicators) {
      const row = inSheet.get(code);
      expect(row?.get('Actual') ?? null, code).toBe(actual);
      expect(row?.get('Target') ?? null, code).toBe(target);
      expect(row?.get('Attainment') ?? null, code).toBe(attainment);
      expect(row?.get('Offices that reported'), code).toBe(coverage.reported);
      const text = inText.get(code);
      expect(text?.[8], code).toBe(actual === null ? '' : String(actual));
      expect(text?.[11], code).toBe(target === null ? '' : String(target));
      const period = all(inXml.get(code) ?? iati, 'period').find(
        (one) => all(one, 'period-end')[0]?.attributes['iso-date'] === '2025-06-30',
      );
      const [stated] = period ? all(period, 'actual') : [];
      const written = stated ? Number(stated.attributes.value) : null;
      if (actual === null) expect(written, code).toBeNull();
      else expect(written, code).toBeCloseTo(kind === 'percentage' ? actual * 100 : actual, 9);
    }
  });

  it('has every breakdown cell that is shown, and says of the others that they are withheld', () => {
    const rows = recordsOf(sheets.get('Breakdowns'));
    const cells = model.indicators.flatMap(({ breakdowns, crossed, unknown }) => [
      ...breakdowns,
      ...crossed,
      ...unknown,
    ]);
    const shown = cells.filter(({ value }) => value !== null).map(({ value }) => value);
    const withheld = cells.filter(({ suppressed }) => suppressed).length;
    expect(shown.length).toBeGreaterThan(3);
    expect(rows.flatMap((row) => row.get('Actual') ?? [])).toEqual(shown);
    expect(rows.filter((row) => row.get('withheld') === 'Yes')).toHaveLength(withheld);
    const inText = csv.slice(2).filter((row) => row[6] !== '');
    expect(inText.flatMap((row) => (row[8] === '' ? [] : [Number(row[8])]))).toEqual(shown);
    expect(inText.filter((row) => row[9] === 'true')).toHaveLength(withheld);
  });

  it('tags each column of the text by HXL, beneath the header', () => {
    const [header, tags] = csv;
    expect(tags).toHaveLength(header?.length ?? 0);
    for (const tag of tags ?? []) expect(tag).toMatch(/^#[a-z]+(\+[a-z]+)*$/);
  });

  it('gives the XML of the whole plan only, with the elements of IATI 2.03 in their order', async () => {
    expect([...(await filesOf({ ...model, scopeKind: 'region' })).keys()]).toEqual(['report.xlsx', 'report.csv']);
    expect(iati.attributes.version).toBe('2.03');
    const order: Readonly<Record<string, readonly string[]>> = {
      'iati-activity': [
        ...['iati-identifier', 'reporting-org', 'title', 'description', 'participating-org', 'activity-status'],
        ...['activity-date', 'result'],
      ],
      result: ['title', 'description', 'indicator'],
      indicator: ['title', 'description', 'reference', 'baseline', 'period'],
      period: ['period-start', 'period-end', 'target', 'actual'],
    };
    for (const [name, wanted] of Object.entries(order))
      for (const element of all(iati, name)) {
        const places = element.children.map((child) => wanted.indexOf(child.name));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places).not.toContain(-1);
      }
    for (const { attributes } of all(iati, 'indicator')) {
      expect(['1', '2', '3']).toContain(attributes.measure);
      expect(['0', '1']).toContain(attributes.ascending);
      expect(['0', '1']).toContain(attributes['aggregation-status']);
    }
    for (const { attributes } of all(iati, 'result')) expect(['1', '2', '3', '9']).toContain(attributes.type);
  });

  it.each([
    [undefined, model.plan.id, model.plan.id],
    ['XM-DAC-47066', 'XM-DAC-47066', `XM-DAC-47066-${model.plan.id}`],
  ])('names the organisation as the plan does: %s', async (organisation, ref, identifier) => {
    const { plan } = model;
    const files = await filesOf({ ...model, plan: organisation ? { ...plan, organisation } : plan });
    const named = xmlOf(files.get('iati.xml'));
    expect(all(named, 'iati-identifier')[0]?.text).toBe(identifier);
    for (const name of ['reporting-org', 'participating-org']) expect(all(named, name)[0]?.attributes.ref).toBe(ref);
  });

  it('counts results by status as the report does', () => {
    const rows = recordsOf(sheets.get('Results'));
    expect(rows).toHaveLength(model.results.length);
    const counted = rows.map((row) => STATUSES.reduce((sum, _, at) => sum + Number([...row.values()][2 + at]), 0));
    expect(counted).toEqual(
      model.results.map(({ statuses }) => STATUSES.reduce((sum, status) => sum + statuses[status], 0)),
    );
  });

  it('is the same bytes each time', async () => {
    expect(await filesOf(model)).toEqual(files);
  });

  it('reads from right to left in Arabic', async () => {
    const arabic = await filesOf(reportModel('ar'));
    expect(sheetsOf(arabic.get('report.xlsx')).size).toBe(sheets.size);
    expect(textOf(arabic.get('report.csv')).split('\r\n')[0]).toContain('المؤشر');
  });
});

describe('what comes from a spreadsheet is text in every file of the annex', () => {
  const spoiled = (text: string): ReportModel => {
    const given = hostile(model);
    const replaced: unknown = JSON.parse(
      JSON.stringify(given).replaceAll(JSON.stringify(HOSTILE).slice(1, -1), JSON.stringify(text).slice(1, -1)),
    );
    return { ...model, ...Object(replaced) };
  };

  it.each([
    ['a formula', '=HYPERLINK("http://127.0.0.1:9/","x")'],
    ['a command', '@SUM(1+1)*cmd|"/c calc"!A0'],
    ['markup', HOSTILE],
    ['the end of a section', ']]> & <!ENTITY x "y">'],
    ['control characters and half a character', 'a\u0000b\u000bc\ud800d\u202ee\uffff'],
    ['more than a cell holds', 'ب'.repeat(40_000)],
  ])('%s', async (_, text) => {
    const files = await filesOf(spoiled(text));
    const sheet = sheetsOf(files.get('report.xlsx')).get('Indicators') ?? [];
    const expected = ['\u0000', '\u000b', '\ud800', '\uffff'].reduce(
      (seen, bad) => seen.replaceAll(bad, '\uFFFD'),
      text,
    );
    const shown = String(sheet[4]?.[1]);
    if (text.length < 32_767) expect(shown).toBe(expected);
    else expect(shown).toHaveLength(32_767 - 1);
    const rows = csvOf(files.get('report.csv'));
    for (const row of rows.slice(2)) for (const cell of row) expect(cell).not.toMatch(/^[=@+]/);
    expect(rows[2]?.[4]?.replace(/^'/, '')).toBe(text.replace('\ud800', '\uFFFD'));
    const [title] = all(xmlOf(files.get('iati.xml')), 'title');
    expect(title && all(title, 'narrative')[0]?.text).toBe(expected);
  });
});
