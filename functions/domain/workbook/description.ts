/** How a cell looks and whether it may be written in; the writer has one look for each. */
export type CellStyle =
  | 'title'
  | 'subtitle'
  | 'hint'
  | 'header'
  | 'section'
  | 'subsection'
  | 'code'
  | 'codeAgain'
  | 'indicator'
  | 'text'
  | 'figure'
  | 'total'
  | 'label'
  | 'entry'
  | 'entryText'
  | 'blocked'
  | 'check'
  | 'wrong'
  | 'helpTitle'
  | 'helpText'
  | 'helpTerm';

export type CellValue =
  | string
  | number
  /** Without the leading `=`, in the notation of files: English names, commas. */
  | { readonly formula: string }
  /** A name over its smaller explanation. */
  | { readonly name: string; readonly explanation: string };

/** A cell; `column` counts from 0, `format` is a number format of the workbook. */
export interface CellDescription {
  readonly column: number;
  readonly value: CellValue | null;
  readonly style: CellStyle;
  readonly format?: string;
}

export interface RowDescription {
  /** In points. */
  readonly height: number;
  readonly cells: readonly CellDescription[];
}

interface Said {
  /** Shown when something else is written. */
  readonly message: string;
}

/** What may be written in a cell. A list is of texts, or of the cells of a range; one that only proposes takes other texts too. */
export type Validation =
  | (Said & { readonly kind: 'list'; readonly items: readonly string[] })
  | { readonly kind: 'proposals'; readonly range: string }
  | (Said & {
      readonly kind: 'number';
      readonly whole: boolean;
      readonly min: number | null;
      readonly max: number | null;
    });

export interface SheetDescription {
  readonly name: string;
  readonly hidden: boolean;
  readonly rightToLeft: boolean;
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly RowDescription[];
  /** Ranges such as `B6:B9`. */
  readonly merges: readonly string[];
  readonly validations: readonly { readonly range: string; readonly validation: Validation }[];
  /** Formulas that, where true, give their range the look; relative to the first cell of the range. */
  readonly highlights: readonly {
    readonly range: string;
    readonly formula: string;
    readonly style: 'wrong' | 'right';
  }[];
  /** Rows and columns that stay in view. */
  readonly frozen: { readonly rows: number; readonly columns: number } | null;
  /** Number (from 1) of the row repeated on each printed page; null for none. */
  readonly repeatedRow: number | null;
  readonly landscape: boolean;
  /** Only cells to be filled can be changed. */
  readonly isProtected: boolean;
  readonly footer: string;
}

/** A workbook as data; `writeWorkbook` makes the file. */
export interface WorkbookDescription {
  readonly title: string;
  readonly sheets: readonly SheetDescription[];
}
