import type { HeaderRole } from '../../plan/model.ts';

/** Everything a header's text can mean; the context decides which. */
export interface Meaning {
  readonly role: HeaderRole | null;
  readonly dimensions: readonly string[];
  readonly indicators: readonly string[];
  readonly categories: readonly { readonly dimension: string; readonly code: string }[];
  /** The text of a period, or of a part of a year such as `Q1`. */
  readonly period: string | null;
  readonly total: boolean;
}

/** A header read: one meaning for each of its parts (`1a.1 – numerator` has two). `readAs` is set when spelling was forgiven. */
export interface HeaderReading {
  readonly parts: readonly Meaning[];
  readonly readAs: string | null;
  /** The unit that the header gives its figures, as in `Value (USD)`. */
  readonly unit?: string;
}
