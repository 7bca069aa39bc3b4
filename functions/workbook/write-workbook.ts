import ExcelJS, { type DataValidation, type CellValue as ExcelValue, type Style, type Worksheet } from 'exceljs';
import type {
  CellStyle,
  CellValue,
  SheetDescription,
  Validation,
  WorkbookDescription,
} from '../domain/workbook/description.ts';
import { normalised } from './normalise.ts';
import { EXPLANATION_FONT, HIGHLIGHTS, NAME_FONT, STYLES } from './styles.ts';

/** The same in every file, so that equal workbooks are equal bytes. */
const WRITTEN = new Date('2024-01-01T00:00:00Z');
const A4 = 9;
/** As far as Excel's own numbers go with all their digits. */
const MOST = 999_999_999_999_999;

function contentOf(value: CellValue): ExcelValue {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if ('formula' in value) return { formula: value.formula, result: '' };
  const { name, explanation } = value;
  const texts = explanation === '' ? [] : [{ text: `\n${explanation}`, font: EXPLANATION_FONT }];
  return { richText: [{ text: name, font: NAME_FONT }, ...texts] };
}

/** One object a look: the library tells looks apart by the object, and much faster so. */
function createLooks(rightToLeft: boolean): (style: CellStyle, format: string | undefined) => Partial<Style> {
  const known = new Map<string, Partial<Style>>();
  return (style, format) => {
    const key = `${style} ${format ?? ''}`;
    const before = known.get(key);
    if (before) return before;
    const { alignment = {}, ...rest } = STYLES[style];
    // Said outright: a text that starts with a code would be taken for one that runs from left to right.
    const directed = rightToLeft ? { ...alignment, readingOrder: 'rtl' as const } : alignment;
    const look = { ...rest, alignment: directed, ...(format === undefined ? {} : { numFmt: format }) };
    known.set(key, look);
    return look;
  };
}

/** Commas part the items of a list that is written in the rule itself. */
function listed(items: readonly string[]): string {
  return `"${items.map((item) => item.replaceAll(',', ' ').replaceAll('"', '""')).join(',')}"`;
}

function ruleOf(validation: Validation): DataValidation {
  const { kind } = validation;
  switch (kind) {
    case 'list':
    case 'number': {
      const said = {
        allowBlank: true,
        showErrorMessage: true,
        // Asked about, not forbidden: a figure can be taken back by a word in its place.
        errorStyle: 'warning',
        error: validation.message.slice(0, 255),
      };
      if (validation.kind === 'list') return { ...said, type: 'list', formulae: [listed(validation.items)] };
      const { whole, min, max } = validation;
      const formulae = [min ?? -MOST, max ?? MOST];
      return { ...said, type: whole ? 'whole' : 'decimal', operator: 'between', formulae };
    }
    case 'proposals':
      return { type: 'list', allowBlank: true, showErrorMessage: false, formulae: [validation.range] };
    default:
      return kind satisfies never;
  }
}

/** Ranges of rules can be given, which the library's types do not say. */
interface RuleList {
  add(range: string, rule: DataValidation): void;
}

function ruleList(sheet: Worksheet): RuleList | null {
  const list: unknown = 'dataValidations' in sheet ? sheet.dataValidations : null;
  const hasAdd = (value: unknown): value is RuleList => typeof value === 'object' && value !== null && 'add' in value;
  return hasAdd(list) ? list : null;
}

function addRules(sheet: Worksheet, { validations, highlights }: SheetDescription): void {
  const rules = ruleList(sheet);
  if (!rules) throw new Error('This exceljs takes no rules for ranges');
  for (const { range, validation } of validations) rules.add(range, ruleOf(validation));
  for (const [order, { range, formula, style }] of highlights.entries()) {
    sheet.addConditionalFormatting({
      ref: range,
      rules: [{ type: 'expression', priority: order + 1, formulae: [formula], style: HIGHLIGHTS[style] }],
    });
  }
}

async function addSheet(sheet: Worksheet, described: SheetDescription): Promise<void> {
  const { rightToLeft, frozen, repeatedRow, landscape, footer } = described;
  const lookOf = createLooks(rightToLeft);
  const view = { rightToLeft, showGridLines: false };
  sheet.views = frozen ? [{ ...view, state: 'frozen', xSplit: frozen.columns, ySplit: frozen.rows }] : [view];
  for (const [index, width] of described.widths.entries()) sheet.getColumn(index + 1).width = width;
  for (const [index, { height, cells }] of described.rows.entries()) {
    const row = sheet.getRow(index + 1);
    row.height = height;
    for (const { column, value, style, format } of cells) {
      const cell = row.getCell(column + 1);
      if (value !== null) cell.value = contentOf(value);
      cell.style = lookOf(style, format);
    }
  }
  for (const range of described.merges) sheet.mergeCells(range);
  addRules(sheet, described);
  sheet.pageSetup = {
    paperSize: A4,
    orientation: landscape ? 'landscape' : 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    ...(repeatedRow === null ? {} : { printTitlesRow: `${repeatedRow}:${repeatedRow}` }),
  };
  sheet.headerFooter.oddFooter = `&L${footer.replaceAll('&', '&&')}&R&P / &N`;
  if (described.isProtected)
    await sheet.protect('', {
      formatColumns: true,
      formatRows: true,
      selectLockedCells: true,
      selectUnlockedCells: true,
    });
}

/** The file of a described workbook (.xlsx): the same bytes for the same description. */
export async function writeWorkbook({ title, sheets }: WorkbookDescription): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.creator = 'Jalon';
  book.lastModifiedBy = 'Jalon';
  book.created = WRITTEN;
  book.modified = WRITTEN;
  book.title = title;
  book.calcProperties = { fullCalcOnLoad: true };
  for (const described of sheets) {
    const sheet = book.addWorksheet(described.name, { state: described.hidden ? 'veryHidden' : 'visible' });
    await addSheet(sheet, described);
  }
  return normalised(new Uint8Array(await book.xlsx.writeBuffer()));
}
