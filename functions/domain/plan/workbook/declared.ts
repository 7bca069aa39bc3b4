import type { CodeIndex } from './code-index.ts';

/** The codes each sheet declares, known before any row is read, so that every reference is judged where it is written. */
export interface Declared {
  readonly levels: CodeIndex;
  readonly results: CodeIndex;
  readonly indicators: CodeIndex;
  readonly dimensions: CodeIndex;
  readonly orgUnits: CodeIndex;
}
