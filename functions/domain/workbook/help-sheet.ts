import type { Catalogue } from '../report/catalogue.ts';
import type { CellStyle, RowDescription, SheetDescription } from './description.ts';

const STEPS = [
  'fill',
  'blank',
  'zero',
  'percentage',
  'ratio',
  'breakdown',
  'list',
  'note',
  'send',
  'correct',
  'withdraw',
] as const;
const LEGEND: readonly { readonly key: 'entry' | 'blocked' | 'given' | 'wrong'; readonly style: CellStyle }[] = [
  { key: 'entry', style: 'entry' },
  { key: 'blocked', style: 'blocked' },
  { key: 'given', style: 'figure' },
  { key: 'wrong', style: 'wrong' },
];

const WIDTHS = [14, 96];

function line(text: string, style: CellStyle, term: { value: string | null; style: CellStyle } | null): RowDescription {
  const lines = Math.ceil(text.length / 105);
  const cells = [...(term ? [{ column: 0, ...term }] : []), { column: term ? 1 : 0, value: text, style }];
  return { height: Math.max(18, lines * 15 + 3), cells };
}

/** How to fill the workbook and what its colours mean. `sendTo` is the folder that files of the office go to. */
export function helpSheet(catalogue: Catalogue, sendTo: string): SheetDescription {
  const title = (key: 'help' | 'legend') => line(catalogue.text(`workbook.${key}.title`), 'helpTitle', null);
  return {
    name: catalogue.text('workbook.sheet.help'),
    hidden: false,
    rightToLeft: catalogue.direction === 'rtl',
    widths: WIDTHS,
    rows: [
      { ...title('help'), height: 26 },
      ...STEPS.map((key, order) =>
        line(catalogue.text(`workbook.help.${key}`, { folder: sendTo }), 'helpText', {
          value: String(order + 1),
          style: 'helpTerm',
        }),
      ),
      { height: 12, cells: [] },
      { ...title('legend'), height: 26 },
      ...LEGEND.map(({ key, style }) =>
        line(catalogue.text(`workbook.legend.${key}`), 'helpText', { value: null, style }),
      ),
    ],
    merges: [],
    validations: [],
    highlights: [],
    frozen: null,
    repeatedRow: null,
    landscape: false,
    isProtected: true,
    footer: '',
  };
}
