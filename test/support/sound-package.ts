import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** An element of a parsed part; names without their prefixes. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** The root of a well-formed part; throws for any other. */
export function parsed(xml: string): Node {
  const top: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, attributes }) => {
    const plain = Object.fromEntries(Object.values(attributes).map((one) => [one.local, one.value]));
    const node: Node = { name: local, attributes: plain, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => {
    const node = open.at(-1);
    if (node) node.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  const [root] = top.children;
  if (!root) throw new Error('No root');
  return root;
}

export const childOf = (node: Node | undefined, name: string) => node?.children.find((child) => child.name === name);
export const childrenOf = (node: Node | undefined, name: string) =>
  node?.children.filter((child) => child.name === name) ?? [];

const WORKSHEET = [
  ...['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'sheetCalcPr', 'sheetProtection'],
  ...['protectedRanges', 'scenarios', 'autoFilter', 'sortState', 'dataConsolidate', 'customSheetViews', 'mergeCells'],
  ...['phoneticPr', 'conditionalFormatting', 'dataValidations', 'hyperlinks', 'printOptions', 'pageMargins'],
  ...['pageSetup', 'headerFooter', 'rowBreaks', 'colBreaks', 'customProperties', 'cellWatches', 'ignoredErrors'],
  ...['smartTags', 'drawing', 'legacyDrawing', 'legacyDrawingHF', 'drawingHF', 'picture', 'oleObjects', 'controls'],
  ...['webPublishItems', 'tableParts', 'extLst'],
];
const STYLES = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs', 'tableStyles'];
const WORKBOOK = [
  ...['fileVersion', 'fileSharing', 'workbookPr', 'workbookProtection', 'bookViews', 'sheets', 'functionGroups'],
  ...['externalReferences', 'definedNames', 'calcPr', 'oleSize', 'customWorkbookViews', 'pivotCaches', 'extLst'],
];

const columnNumber = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
const isAscending = (numbers: readonly number[]) => numbers.every((n, at) => at === 0 || n > (numbers[at - 1] ?? 0));
const isUnique = (items: readonly string[]) => new Set(items.map((item) => item.toLowerCase())).size === items.length;

/** Everything that would make a spreadsheet program repair or refuse a workbook, as far as it can be told from the file; empty for a sound one. */
export function faultsOf(bytes: Uint8Array): string[] {
  const parts = new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, new TextDecoder().decode(part)]));
  const faults: string[] = [];
  const check = (isSound: boolean, fault: string) => {
    if (!isSound) faults.push(fault);
  };
  const roots = new Map<string, Node>();
  for (const [name, text] of parts) {
    if (!/\.(xml|rels|vml)$/.test(name)) continue;
    try {
      roots.set(name, parsed(text));
    } catch (error) {
      faults.push(`${name}: ${error}`);
    }
  }
  const types = roots.get('[Content_Types].xml');
  const overrides = childrenOf(types, 'Override').map(({ attributes }) => (attributes.PartName ?? '').slice(1));
  const defaults = childrenOf(types, 'Default').map(({ attributes }) => attributes.Extension ?? '');
  check(isUnique(overrides), 'a part declared twice');
  for (const name of overrides) check(parts.has(name), `${name} declared, but not there`);
  for (const name of parts.keys()) {
    const isTyped = overrides.includes(name) || defaults.includes(name.split('.').at(-1) ?? '');
    check(isTyped || name === '[Content_Types].xml' || name.endsWith('/'), `${name} of no type`);
  }
  const targets = (part: string): Map<string, string> => {
    const folder = part.slice(0, part.lastIndexOf('/') + 1);
    const list = childrenOf(roots.get(`${folder}_rels/${part.slice(folder.length)}.rels`), 'Relationship');
    check(isUnique(list.map(({ attributes }) => attributes.Id ?? '')), `${part} has a relationship twice`);
    return new Map(
      list
        .filter(({ attributes }) => attributes.TargetMode !== 'External')
        .map(({ attributes }) => {
          const { pathname } = new URL(attributes.Target ?? '', `file:///${folder}`);
          const target = decodeURIComponent(pathname.slice(1));
          check(parts.has(target), `${part} leads to ${target}, which is not there`);
          return [attributes.Id ?? '', target];
        }),
    );
  };
  const inOrder = (node: Node | undefined, order: readonly string[], name: string) => {
    const ranks = node?.children.map((child) => order.indexOf(child.name)).filter((rank) => rank >= 0) ?? [];
    check(
      ranks.every((rank, at) => at === 0 || rank >= (ranks[at - 1] ?? 0)),
      `${name}: ${node?.children.map((child) => child.name).join(' ')}`,
    );
  };
  const main =
    [...targets('')].map(([, target]) => target).find((target) => roots.get(target)?.name === 'workbook') ?? '';
  const book = roots.get(main);
  const links = targets(main);
  inOrder(book, WORKBOOK, main);
  const sheets = childrenOf(childOf(book, 'sheets'), 'sheet');
  check(isUnique(sheets.map(({ attributes }) => attributes.name ?? '')), 'two sheets of one name');
  check(isUnique(sheets.map(({ attributes }) => attributes.sheetId ?? '')), 'two sheets of one id');
  for (const { attributes } of sheets) {
    check(
      (attributes.name ?? '').length <= 31 && !/[[\]:*?/\\]/.test(attributes.name ?? ''),
      `name ${attributes.name}`,
    );
    check(links.has(attributes.id ?? ''), `sheet ${attributes.name} without a part`);
  }
  for (const { attributes } of childrenOf(childOf(book, 'definedNames'), 'definedName'))
    check(Number(attributes.localSheetId ?? 0) < sheets.length, `name ${attributes.name} of no sheet`);
  const styles = [...roots.values()].find(({ name }) => name === 'styleSheet');
  inOrder(styles, STYLES, 'styles');
  const count = (name: string) => childOf(styles, name)?.children.length ?? 0;
  for (const list of styles?.children ?? [])
    if (list.attributes.count !== undefined)
      check(Number(list.attributes.count) === list.children.length, `${list.name} counted wrongly`);
  const formats = childrenOf(childOf(styles, 'numFmts'), 'numFmt').map(({ attributes }) => attributes);
  check(isUnique(formats.map(({ numFmtId = '' }) => numFmtId)), 'a number format twice');
  for (const { formatCode = '' } of formats) check(formatCode.length <= 255, `format ${formatCode}`);
  for (const { attributes } of childOf(styles, 'cellXfs')?.children ?? []) {
    check(Number(attributes.fontId ?? 0) < Math.max(1, count('fonts')), `font ${attributes.fontId}`);
    check(Number(attributes.fillId ?? 0) < Math.max(1, count('fills')), `fill ${attributes.fillId}`);
    check(Number(attributes.borderId ?? 0) < Math.max(1, count('borders')), `border ${attributes.borderId}`);
    const format = Number(attributes.numFmtId ?? 0);
    check(format < 164 || formats.some(({ numFmtId }) => Number(numFmtId) === format), `format ${format}`);
  }
  let chosen = 0;
  for (const { attributes } of sheets) {
    const part = links.get(attributes.id ?? '') ?? '';
    const sheet = roots.get(part);
    if (sheet?.name !== 'worksheet') continue;
    inOrder(sheet, WORKSHEET, part);
    for (const view of childrenOf(childOf(sheet, 'sheetViews'), 'sheetView'))
      if (/^(1|true)$/.test(view.attributes.tabSelected ?? '')) chosen += 1;
    const rows = childrenOf(childOf(sheet, 'sheetData'), 'row');
    check(
      isAscending(rows.flatMap((row) => (row.attributes.r ? [Number(row.attributes.r)] : []))),
      `${part}: rows not in order`,
    );
    for (const row of rows) {
      const columns = row.children.flatMap((cell) =>
        cell.attributes.r ? [columnNumber(cell.attributes.r.replace(/\d+$/, ''))] : [],
      );
      check(isAscending(columns), `${part}: cells of row ${row.attributes.r} not in order`);
      for (const cell of row.children) {
        check(Number(cell.attributes.s ?? 0) < Math.max(1, count('cellXfs')), `${part}: style ${cell.attributes.s}`);
        check(
          !cell.attributes.r ||
            cell.attributes.r.replace(/\D/g, '') === (row.attributes.r ?? cell.attributes.r.replace(/\D/g, '')),
          `${part}: ${cell.attributes.r} in row ${row.attributes.r}`,
        );
      }
    }
    const own = targets(part);
    for (const element of ['legacyDrawing', 'drawing'])
      for (const one of childrenOf(sheet, element))
        check(own.has(one.attributes.id ?? ''), `${part}: ${element} of nothing`);
    faults.push(...noteFaults(part, [...own.values()], roots, sheet));
  }
  check(chosen === 1, `${chosen} sheets chosen`);
  return faults;
}

/** Each comment has an author and one box, and each box of a note its comment. */
function noteFaults(part: string, targets: readonly string[], roots: ReadonlyMap<string, Node>, sheet: Node): string[] {
  const comments = targets.map((target) => roots.get(target)).filter((root) => root?.name === 'comments');
  const drawing = targets.map((target) => roots.get(target)).find((root) => root?.name === 'xml');
  const list = comments.flatMap((root) => childOf(root, 'commentList')?.children ?? []);
  const authors = comments.flatMap((root) => childOf(root, 'authors')?.children ?? []).length;
  const boxes = childrenOf(drawing, 'shape')
    .map((shape) => childOf(shape, 'ClientData'))
    .filter((data) => data?.attributes.ObjectType === 'Note')
    .map((data) => `${childOf(data, 'Row')?.text.trim()} ${childOf(data, 'Column')?.text.trim()}`);
  const cells = list.map(({ attributes: { ref = '' } }) => {
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(ref) ?? [];
    return `${Number(row) - 1} ${columnNumber(letters) - 1}`;
  });
  const faults: string[] = [];
  if (comments.length > 1) faults.push(`${part}: two parts of comments`);
  if (!isUnique(cells)) faults.push(`${part}: two comments on a cell`);
  if ([...boxes].sort().join() !== [...cells].sort().join())
    faults.push(`${part}: boxes ${boxes} for comments ${cells}`);
  if (list.some(({ attributes }) => !(Number(attributes.authorId) < authors)))
    faults.push(`${part}: a comment of nobody`);
  if (list.length > 0 && !childOf(sheet, 'legacyDrawing')) faults.push(`${part}: comments without a drawing`);
  const ids = childrenOf(drawing, 'shape').map(({ attributes }) => attributes.id ?? '');
  if (!isUnique(ids)) faults.push(`${part}: two boxes of one id`);
  return faults;
}
