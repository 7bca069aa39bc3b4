import type { Figure, Source } from '../ledger/entry.ts';
import type { CurrentObservation } from '../ledger/fold.ts';
import type { Period } from '../plan/period.ts';
import type { Entering, LineageNode, Reason } from './lineage.ts';

/** Cells of a breakdown; with its figure only where the reader may see every cell. */
export interface ListedPart {
  readonly categories: Readonly<Record<string, string>>;
  readonly cells: readonly string[];
  readonly figure?: Figure;
}

interface ListedStatement extends Figure {
  readonly orgUnit: string;
  readonly period: Period;
  /** Place of the upload in the list of files. */
  readonly file: number;
  readonly sheet: string | null;
  /** Cells of the total, such as `C7`; none where it is the sum of the breakdown. */
  readonly cells: readonly string[];
}

export interface ListedCounted extends ListedStatement {
  readonly enters: Entering;
  readonly of: number;
  readonly breakdown: readonly ListedPart[];
}

export interface ListedUncounted extends ListedStatement {
  readonly why: Reason;
  /** The file of what counts, or was stated last, in its place. */
  readonly by: number | null;
}

/** A node of a tree as data: observations with their figures and cells, files by their places in a list. */
export interface ListedNode extends Omit<LineageNode, 'counted' | 'uncounted' | 'below'> {
  readonly counted: readonly ListedCounted[];
  readonly uncounted: readonly ListedUncounted[];
  readonly below: readonly ListedNode[];
}

/** The uploads that trees speak of, each once, in the order they are met. */
export interface FileList {
  readonly files: readonly Source[];
  placeOf(source: Source): number;
}

export function createFileList(): FileList {
  const files: Source[] = [];
  const places = new Map<string, number>();
  return {
    files,
    placeOf(source) {
      const id = JSON.stringify([source.key, source.version, source.sha256, source.planVersion, source.uploadedAt]);
      const known = places.get(id) ?? files.push(source) - 1;
      places.set(id, known);
      return known;
    },
  };
}

function statementOf(observation: CurrentObservation, list: FileList): ListedStatement {
  const { orgUnit, period, source, sheet, cells, total } = observation;
  const { value, numerator, denominator } = total;
  return { orgUnit, period, value, numerator, denominator, file: list.placeOf(source), sheet, cells };
}

function partsOf({ breakdown }: CurrentObservation, isOpen: boolean): ListedPart[] {
  return breakdown.map(({ categories, cells, value, numerator, denominator }) => ({
    ...{ categories, cells },
    ...(isOpen ? { figure: { value, numerator, denominator } } : {}),
  }));
}

/**
 * A tree as data. Figures of breakdowns are given only when `isOpen`: one that a report withholds is not to be read in its lineage, nor
 * worked out from the others there.
 */
export function listed(node: LineageNode, list: FileList, isOpen = false): ListedNode {
  const { counted, uncounted, below, ...figures } = node;
  return {
    ...figures,
    counted: counted.map(({ enters, of, observation }) => ({
      ...{ enters, of },
      ...statementOf(observation, list),
      breakdown: partsOf(observation, isOpen),
    })),
    uncounted: uncounted.map(({ why, by, observation }) => ({
      why,
      ...statementOf(observation, list),
      by: by === null ? null : list.placeOf(by.source),
    })),
    below: below.map((one) => listed(one, list, isOpen)),
  };
}
