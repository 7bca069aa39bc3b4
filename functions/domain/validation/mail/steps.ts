import type { Catalogue } from '../../report/catalogue.ts';
import { isolated } from '../quoted.ts';
import type { Receipt } from '../receipt.ts';
import { fileName, oneLineName } from './file-names.ts';
import { isPlan } from './outcome.ts';

/** How the file with its cells marked reaches the office: its name among the attachments, else its key; both null where there is none. */
export interface Corrections {
  readonly attached: string | null;
  readonly key: string | null;
}

export interface Steps {
  readonly heading: string;
  readonly steps: readonly string[];
}

/** The folder that a file was uploaded to. */
export function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

function opening(receipt: Receipt, { attached, key }: Corrections, catalogue: Catalogue): string {
  const { text } = catalogue;
  if (attached !== null) return text('receipt.step.open-attached', { name: isolated(attached, catalogue) });
  if (key !== null) return text('receipt.step.open-kept', { key: isolated(oneLineName(key, 200), catalogue) });
  return text('receipt.step.open-own', { file: isolated(fileName(receipt.key), catalogue) });
}

/** What to do, step by step; null where nothing is to be corrected in a cell: then the remedies say it all. */
export function stepsOf(receipt: Receipt, corrections: Corrections, catalogue: Catalogue): Steps | null {
  const { text } = catalogue;
  const inCells = receipt.issues.filter(({ row, column }) => (row ?? column) !== null);
  const hasErrors = inCells.some(({ severity }) => severity === 'error');
  if (!hasErrors && !inCells.some(({ severity }) => severity === 'warning')) return null;
  const isMarked = corrections.attached !== null || corrections.key !== null;
  const folder = isolated(oneLineName(folderOf(receipt.key), 120), catalogue);
  const last = isPlan(receipt) ? 'upload-plan' : 'upload';
  return {
    heading: text(hasErrors ? 'receipt.steps.correct' : 'receipt.steps.check'),
    steps: [
      opening(receipt, corrections, catalogue),
      text(isMarked ? 'receipt.step.correct-marked' : 'receipt.step.correct-named'),
      text(`receipt.step.${last}`, { folder }),
    ],
  };
}
