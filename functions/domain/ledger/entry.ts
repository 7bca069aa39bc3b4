import type { Period } from '../plan/period.ts';
import type { Observations } from './observations.ts';

/** A figure: null = not reported, 0 = measured. For a ratio, numerator and denominator carry it. */
export interface Figure {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** The part of a figure for some categories (dimension code to category code); crossed when there are several. */
export interface BreakdownRow extends Figure {
  readonly categories: Readonly<Record<string, string>>;
  /** Addresses such as `C7`. */
  readonly cells: readonly string[];
}

/** One accepted block: the figures of one org unit for one indicator and period, with their cells. */
export interface Observation {
  readonly orgUnit: string;
  readonly indicator: string;
  readonly period: Period;
  readonly total: Figure;
  /** Cells of the total; empty when it is the sum of the breakdown. */
  readonly cells: readonly string[];
  readonly sheet: string | null;
  readonly breakdown: readonly BreakdownRow[];
  readonly note: string | null;
}

/** The upload a ledger entry came from. */
export interface Source {
  readonly key: string;
  readonly version: string;
  readonly sha256: string;
  readonly planVersion: number;
  readonly uploadedAt: string;
}

/** One submission's accepted observations for one period. Never changed, never deleted. */
export interface LedgerEntry {
  readonly period: Period;
  readonly orgUnit: string;
  /** Sorts uploads as they happened: event time, sequencer, key; equal for repeated deliveries of one event. */
  readonly order: string;
  readonly source: Source;
  /** Of that period. */
  readonly observations: Observations;
}
