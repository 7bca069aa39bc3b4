import { strToU8, zlibSync } from 'fflate';
import type { ReportLineageNode } from '../lineage-schema.ts';
import type { Page } from '../view/page.ts';
import { DETAILS, type Detail, payloadOf } from './payload.ts';

/** What a page should not exceed, in bytes; where its own content leaves less, what stands behind its figures still gets this much. */
const PAGE_BYTES = 300_000;
const LEAST_BYTES = 28_000;

/** An observation takes about as much of the packed text at least; so much that packing it in vain can be spared. */
const BYTES_A_LEAF: Readonly<Record<Detail, number>> = { parts: 8, totals: 6, files: 0 };

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function leavesOf({ counted, uncounted, below }: ReportLineageNode): number {
  return counted.length + uncounted.length + below.reduce((sum, node) => sum + leavesOf(node), 0);
}

/** The most that there is room for, zlib in base64; null where there is not room even for the files. */
function packed(page: Page, room: number): string | null {
  const leaves = page.model.indicators.reduce(
    (sum, { lineage }) => sum + (lineage?.tree ? leavesOf(lineage.tree) : 0),
    0,
  );
  for (const detail of DETAILS) {
    if (leaves * BYTES_A_LEAF[detail] > room) continue;
    const text = base64(zlibSync(strToU8(JSON.stringify(payloadOf(page, detail))), { level: 9 }));
    if (text.length <= room) return text;
  }
  return null;
}

const WORDS = [
  ...['open', 'title', 'close', 'incomplete', 'shortened', 'none', 'not-counted', 'files', 'breakdown', 'sum'],
  ...['uploaded', 'version', 'plan-version'],
];

/**
 * What stands behind the figures, inert and compressed, as the content of a JSON script element; null where the page would carry too
 * much, or there is nothing. `taken` are the bytes of the page without it. No text of the data can end the element.
 */
export function explorationData(page: Page, taken: number): string | null {
  if (page.model.files.length === 0) return null;
  const data = packed(page, Math.max(LEAST_BYTES, PAGE_BYTES - taken));
  if (data === null) return null;
  const words = Object.fromEntries(WORDS.map((word) => [word, page.catalogue.text(`report.lineage.${word}`)]));
  return JSON.stringify({ words, data }).replaceAll('<', '\\u003c');
}
