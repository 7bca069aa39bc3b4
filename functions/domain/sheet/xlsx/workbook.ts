import { issue, type ValidationIssue } from '../../validation/issue.ts';
import type { Cell, Grid } from '../grid.ts';
import { type Limits, tooLarge } from '../limits.ts';
import type { Opened } from '../statement.ts';
import { type CellContext, damagedPart } from './cell.ts';
import { type Hidden, tellHidden } from './hidden.ts';
import type { Unpacker } from './inflate.ts';
import { OFFICE_RELATIONSHIPS, SPREADSHEET } from './namespaces.ts';
import { type OfficePackage, officePackage, type Relationship, readRelationships } from './package.ts';
import { recognise } from './recognise.ts';
import { type Room, roomFor } from './room.ts';
import { sheetReader } from './sheet.ts';
import { readSharedStrings } from './strings.ts';
import { readStyles } from './styles.ts';
import { readDirectory } from './zip.ts';

/** The worksheets of an Excel workbook in the order of its tabs, or the reason why the archive is not one that can be opened. */
export function openWorkbook(bytes: Uint8Array, limits: Limits, unpacker: Unpacker): Opened {
  const directory = readDirectory(bytes);
  if (!directory.ok) return directory;
  const source = officePackage(directory.entries, limits, unpacker);
  const main = recognise(source);
  if (!main.ok) return main;
  const relationships = readRelationships(source, main.part);
  if (!(relationships instanceof Map)) return refused(relationships);
  const outline = readOutline(source, main.part, limits);
  if ('code' in outline) return refused(outline);
  return readSheets(source, outline, relationships, limits);
}

interface Outline {
  readonly date1904: boolean;
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly relationship: string }[];
}

function readOutline(source: OfficePackage, part: string, limits: Limits): Outline | ValidationIssue {
  const sheets: Outline['sheets'][number][] = [];
  let date1904 = false;
  let isWorkbook = false;
  const refusal = source.read(part, SPREADSHEET, {
    open(name, tag, namespaceOf) {
      if (name === 'workbook') isWorkbook = true;
      if (name === 'workbookPr') date1904 = /^(1|true|on)$/.test(tag.get('date1904') ?? '');
      if (name !== 'sheet') return;
      const state = tag.get('state') ?? 'visible';
      const relationship = tag.getOf(OFFICE_RELATIONSHIPS, 'id', namespaceOf) ?? '';
      sheets.push({ name: tag.get('name') ?? '', hidden: state !== 'visible', relationship });
    },
    refusal: () => (sheets.length > limits.sheets ? tooLarge('sheets', limits) : null),
  });
  return refusal ?? (isWorkbook ? { date1904, sheets } : damagedPart(part));
}

/** Sheets of charts, dialogs and old macros. */
const WITHOUT_CELLS = /\/(chartsheet|dialogsheet|xl(Intl)?Macrosheet)$/i;

function readSheets(
  source: OfficePackage,
  outline: Outline,
  relationships: ReadonlyMap<string, Relationship>,
  limits: Limits,
): Opened {
  const partOf = (type: string) => {
    const target = [...relationships.values()].find((relationship) => relationship.type === type)?.target;
    return target !== undefined && source.has(target) ? target : null;
  };
  const strings = readSharedStrings(source, partOf('sharedStrings'), limits);
  if ('code' in strings) return refused(strings);
  const styles = readStyles(source, partOf('styles'));
  if ('code' in styles) return refused(styles);
  const room = roomFor(limits);
  const grids: Grid[] = [];
  const notes: ValidationIssue[] = [];
  const damages: ValidationIssue[] = [];
  for (const { name, hidden, relationship } of outline.sheets) {
    const { uri = '', target = '' } = relationships.get(relationship) ?? {};
    if (WITHOUT_CELLS.test(uri)) continue;
    if (!source.has(target)) {
      notes.push(issue('sheet-missing', 'error', { sheet: name }));
      continue;
    }
    const context = { strings, styles, date1904: outline.date1904, damaged: () => damagedPart(target) };
    const read = readSheet(source, target, context, room);
    if ('code' in read) {
      if (!isOfOneSheet(read)) return refused(read);
      const isRepeated = read.code === 'cell-repeated';
      damages.push(isRepeated ? { ...read, sheet: name } : read);
      notes.push(isRepeated ? { ...read, sheet: name } : issue('sheet-damaged', 'error', { sheet: name }));
      continue;
    }
    const remarks = hidden ? [] : tellHidden(name, read.rows, read.hidden);
    grids.push({ sheet: name, hidden, rows: read.rows, ...(remarks.length > 0 ? { remarks } : {}) });
  }
  const [damage] = damages;
  return damage !== undefined && grids.length === 0 ? refused(damage) : { ok: true, format: 'xlsx', grids, notes };
}

function readSheet(
  source: OfficePackage,
  part: string,
  context: CellContext,
  room: Room,
): { readonly rows: Cell[][]; readonly hidden: Hidden } | ValidationIssue {
  const reader = sheetReader(context, room);
  const refusal = source.read(part, SPREADSHEET, reader);
  const rows = refusal === null ? reader.rows() : [];
  return refusal ?? reader.refusal() ?? { rows, hidden: reader.hidden() };
}

/** Whether the other sheets may still be read: each part has a checksum of its own. What is unsafe or too large is left alone altogether. */
function isOfOneSheet({ code }: ValidationIssue): boolean {
  return code === 'file-truncated' || code === 'cell-repeated';
}

function refused(reason: ValidationIssue): Opened {
  return { ok: false, issue: reason };
}
