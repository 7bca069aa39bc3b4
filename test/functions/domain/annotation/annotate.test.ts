import { globSync } from 'node:fs';
import type { Worksheet } from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../functions/domain/ledger/entry.ts';
import { LOOKS_MARK } from '../../../../functions/domain/sheet/annotation-marks.ts';
import { openFile } from '../../../../functions/domain/sheet/open.ts';
import { placesIn } from '../../../../functions/domain/validation/area.ts';
import { judgeUpload } from '../../../../functions/ingest/judge-upload.ts';
import {
  fileBytes,
  partsOf,
  type Returned,
  returnedFile,
  type Setting,
  SHIPPED_PLAN,
} from '../../../support/annotated.ts';
import { load } from '../../../support/workbook.ts';

const FILES = globSync('fixtures/uploads/*/*').sort();

function settingOf(path: string): Setting {
  const [orgUnit = '', file = ''] = path.split('/').slice(-2);
  const language = SHIPPED_PLAN.orgUnits.find(({ code }) => code === orgUnit)?.language ?? 'en';
  return { plan: SHIPPED_PLAN, orgUnit, today: '2026-01-10', language, file };
}

const returned = (path: string): Returned => returnedFile(fileBytes(path), settingOf(path));

function workbookOf({ bytes }: Returned): Uint8Array {
  if (bytes === null) throw new Error('No workbook was made');
  return bytes;
}

const OPENED = FILES.filter((path) => returned(path).bytes !== null);

describe('The office files of the demonstration, annotated', () => {
  it('are all returned but those that cannot be opened', () => {
    expect(FILES.filter((path) => !OPENED.includes(path)).map((path) => path.split('/').slice(-2).join('/'))).toEqual([
      'HTI/01-resultats.csv',
      'HTI/02-resultats-proteges.xlsx',
      'LBY/01-results.xlsx',
    ]);
  });

  it.each(OPENED)('%s, uploaded again as it is, is judged as before', (path) => {
    const { outcome, ...rest } = returned(path);
    const again = judgeUpload(workbookOf({ outcome, ...rest }), SHIPPED_PLAN, settingOf(path));
    const sheetless = ({ sheet, ...observation }: Observation) => observation;
    expect([...again.observations].map(sheetless)).toEqual([...outcome.observations].map(sheetless));
    const said = (one: typeof outcome) =>
      one.issues
        // What a workbook is written in is not in doubt.
        .filter(({ code }) => code !== 'encoding-guessed')
        .map(({ code, row, column, found, expected, area }) => [code, row, column, found, expected, area]);
    expect(said(again)).toEqual(said(outcome));
    expect(again.understood.map(({ column, header, role }) => [column, header, role])).toEqual(
      outcome.understood.map(({ column, header, role }) => [column, header, role]),
    );
  });

  it.each(OPENED)('%s has a mark on every cell in question, and nowhere else', async (path) => {
    const { receipt, ...rest } = returned(path);
    const book = await load(workbookOf({ receipt, ...rest }));
    const wanted = receipt.issues
      .filter(({ severity, row, column }) => severity !== 'info' && row !== null && column !== null)
      .flatMap(({ column, row, area = `${column}${row}` }) => placesIn(area, 1_000))
      .map(({ column, row }) => `${column}${row}`);
    const marked = book.worksheets.filter(({ name }) => name !== book.worksheets[0]?.name).flatMap(markedCells);
    expect([...new Set(marked)].sort()).toEqual([...new Set(wanted)].sort());
  });

  it('the same bytes each time', () => {
    const path = 'fixtures/uploads/LBY/02-results-2024-2028.xlsx';
    expect(workbookOf(returned(path))).toEqual(workbookOf(returned(path)));
  });
});

/** Cells with our fill, symbol and note. */
function markedCells(sheet: Worksheet): string[] {
  const cells: string[] = [];
  if (sheet.getCell('A1').text === LOOKS_MARK) return cells;
  sheet.eachRow((row) =>
    row.eachCell({ includeEmpty: true }, (cell) => {
      const fill = cell.fill?.type === 'pattern' ? (cell.fill.fgColor?.argb ?? '') : '';
      const isFilled = /^FFF[0-9A-F](CF|EB)/.test(fill);
      const hasSymbol = /"[✖⚠] "/.test(cell.numFmt ?? '');
      const note = typeof cell.note === 'object' ? (cell.note.texts ?? []).map(({ text }) => text).join('') : '';
      expect([isFilled, hasSymbol, /^Jalon [✖⚠] .+\n.+\n\u202b?[→←] .+/s.test(note)]).toEqual(Array(3).fill(isFilled));
      if (isFilled) cells.push(cell.address);
    }),
  );
  return cells;
}

describe('A returned workbook', () => {
  const path = 'fixtures/uploads/COL-CUC/01-cucuta-2025.xlsx';

  it('keeps every part but those that marks change', () => {
    const before = partsOf(fileBytes(path));
    const after = partsOf(workbookOf(returned(path)));
    const changed = Object.keys(before).filter(
      (name) => !after[name] || Buffer.compare(after[name], before[name] ?? Buffer.of()) !== 0,
    );
    expect(changed.filter((name) => !name.endsWith('/')).sort()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
  });

  it('keeps every cell', () => {
    const cells = (bytes: Uint8Array) => {
      const opened = openFile(bytes);
      if (!opened.ok) throw new Error(opened.issue.code);
      return new Map(opened.grids.map(({ sheet, rows }) => [sheet, rows]));
    };
    const after = cells(workbookOf(returned(path)));
    for (const [sheet, rows] of cells(fileBytes(path))) expect(after.get(sheet)).toEqual(rows);
  });

  it('opens on a list of issues that leads to each cell', async () => {
    const { receipt, ...rest } = returned('fixtures/uploads/TCD/01-suivi-2025.csv');
    const book = await load(workbookOf({ receipt, ...rest }));
    const [list] = book.worksheets;
    const texts = Array.from({ length: 20 }, (_, row) => list?.getRow(row + 1).getCell(1).text ?? '');
    expect(list?.name).toBe('À corriger');
    expect(texts[1]).toBe(
      'Merci. 01-suivi-2025.csv\u00a0: une partie a été prise en compte\u202f; le reste vous est retourné ci-dessous.',
    );
    expect(texts[2]).toBe('48 chiffres ont été pris en compte.  3 chiffres ont été retournés.');
    const first = texts.findIndex((text) => text.startsWith('✖'));
    expect(list?.getRow(first + 1).getCell(3).text).toBe('G78');
    const [xml] = Object.values(partsOf(workbookOf({ receipt, ...rest })))
      .map((part) => new TextDecoder().decode(part))
      .filter((text) => text.includes('<hyperlinks>'));
    expect(xml).toContain(
      `<hyperlink ref="C${first + 1}" location="&apos;Données&apos;!G78"/>`.replaceAll('&apos;', "'"),
    );
    expect(book.worksheets.map(({ state }) => state)).toEqual(['visible', 'visible', 'veryHidden']);
  });
});
