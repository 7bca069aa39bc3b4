import { closest } from 'fastest-levenshtein';
import type { Cell } from '../../sheet/grid.ts';
import { type CellReader, wordOf } from './cells.ts';

/** The codes a sheet declares, found again however another sheet writes them. */
export interface CodeIndex {
  readonly size: number;
  /** The code as first declared: whatever its capitals, else without its dots where only one fits; null when unknown. */
  resolve(written: string): string | null;
  /** The declared code that looks most like it; null when there is none. */
  nearest(written: string): string | null;
}

const LONGEST_COMPARED = 60;

/** A code without its dots and capitals. */
export function undotted(code: string): string {
  return code.toLowerCase().replaceAll('.', '');
}

export function createCodeIndex(codes: readonly string[]): CodeIndex {
  const folded = new Map(codes.map((code): [string, string] => [code.toLowerCase(), code]).reverse());
  const declared = [...folded.values()].reverse();
  const bare = new Map<string, string | null>();
  for (const code of declared) bare.set(undotted(code), bare.has(undotted(code)) ? null : code);
  const compared = new Map<string, string>();
  return {
    size: declared.length,
    resolve: (written) => folded.get(written.toLowerCase()) ?? bare.get(written.toLowerCase()) ?? null,
    nearest: (written) => {
      if (declared.length === 0) return null;
      const word = written.slice(0, LONGEST_COMPARED);
      const near = compared.get(word) ?? closest(word, declared);
      compared.set(word, near);
      return near;
    },
  };
}

/** Reads a code declared elsewhere. Where nothing is declared, the missing sheet is the problem and any word is taken. */
export function reference(index: CodeIndex, unknown: string): CellReader<string> {
  return (cell: Cell) => {
    const written = wordOf(cell);
    const code = index.size === 0 ? written : index.resolve(written);
    return code === null ? { ok: false, code: unknown, expected: index.nearest(written) } : { ok: true, value: code };
  };
}
