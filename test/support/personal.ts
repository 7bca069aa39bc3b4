import ExcelJS from 'exceljs';
import { saved } from './workbook.ts';

/** Values that stand nowhere else, as offices might leave them in a file. */
export const CANARIES = {
  names: ['Zorobabel Quintanilla', 'Wilhelmina Xanthopoulou', 'Oumarou Tchakountio', 'Yevgenia Brzezinska'],
  phones: ['+235 66 91 37 42', '+235 66 91 37 43', '+235 66 91 37 44', '+235 66 91 37 45'],
  mails: ['zq.7712@canary.example', 'wx.7713@canary.example', 'ot.7714@canary.example', 'yb.7715@canary.example'],
  passports: ['QX7312991', 'QX7312992', 'QX7312993', 'QX7312994'],
  births: ['1977-03-19', '1983-11-07', '1991-07-23', '2003-12-29'],
} as const;

type Rows = readonly (readonly (string | number)[])[];

/** A workbook of plain sheets. */
export async function workbookOf(sheets: Readonly<Record<string, Rows>>): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
  }
  return saved(book);
}

export const csvOf = (rows: Rows): Uint8Array => Buffer.from(rows.map((row) => row.join(';')).join('\n'));
