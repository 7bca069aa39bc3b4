import type { Period } from './period.ts';

/** A text in several languages, by language code. */
export type Titles = Readonly<Record<string, string>>;

export type Strand = 'objective' | 'enabler' | 'cross-cutting';
export type IndicatorKind = 'count' | 'amount' | 'percentage' | 'score' | 'yes-no';
export type Direction = 'increase' | 'decrease' | 'maintain';
export type OverOrgUnits = 'sum' | 'mean' | 'ratio' | 'max' | 'min' | 'none';
export type OverTime = 'sum' | 'latest' | 'max' | 'mean' | 'none';
export type ReportedAs = 'per-period' | 'year-to-date';
export type Frequency = 'monthly' | 'quarterly' | 'semiannual' | 'annual';
export type Breakdown = 'complete' | 'partial' | 'optional';
export type OrgUnitKind = 'global' | 'region' | 'country' | 'office';
export type HeaderRole = 'orgUnit' | 'period' | 'indicator' | 'value' | 'numerator' | 'denominator' | 'note' | 'ignore';

/** A level of the results structure: objective, outcome, output… */
export interface ResultLevel {
  readonly code: string;
  readonly order: number;
  readonly strand: Strand;
  readonly title: Titles;
}

/** A result: a statement of change, never a number. */
export interface Result {
  readonly code: string;
  readonly level: string;
  readonly parent: string | null;
  readonly title: Titles;
  readonly description: Titles;
  readonly sdg: readonly string[];
  readonly gcm: readonly string[];
  readonly frameworks: readonly string[];
}

export interface Indicator {
  readonly code: string;
  readonly result: string;
  readonly title: Titles;
  readonly definition: Titles;
  /** The unit as the plan writes it (`people`, `USD`, `%`…); percentages are fractions of 1 everywhere inside. */
  readonly unit: string;
  readonly kind: IndicatorKind;
  readonly direction: Direction;
  readonly overOrgUnits: OverOrgUnits;
  readonly overTime: OverTime;
  readonly reportedAs: ReportedAs;
  readonly frequency: Frequency;
  /** Codes of the dimensions its figures are broken down by. */
  readonly dimensions: readonly string[];
  readonly breakdown: Breakdown;
  readonly baseline: number | null;
  readonly baselinePeriod: Period | null;
  readonly decimals: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly synonyms: readonly string[];
  /** Codes of org units, or kinds of org unit, expected to report it; empty = every country and office. */
  readonly reportedBy: readonly string[];
}

export interface Category {
  readonly code: string;
  readonly title: Titles;
  readonly synonyms: readonly string[];
}

export interface Dimension {
  readonly code: string;
  readonly title: Titles;
  readonly synonyms: readonly string[];
  /** `true` when the plan lists `*`: any category is taken as written. */
  readonly open: boolean;
  readonly categories: readonly Category[];
}

export interface OrgUnit {
  readonly code: string;
  readonly parent: string | null;
  readonly kind: OrgUnitKind;
  readonly title: Titles;
  readonly iso3: string | null;
  readonly language: string;
  readonly email: string | null;
  /** ISO dates (inclusive), or null when open from the start / still open. */
  readonly opened: string | null;
  readonly closed: string | null;
  readonly synonyms: readonly string[];
}

export interface Target {
  readonly indicator: string;
  readonly orgUnit: string;
  readonly period: Period;
  readonly value: number;
}

/** When a reporting period takes files: ISO dates, in the plan's time zone, all inclusive. */
export interface PeriodWindow {
  readonly period: Period;
  readonly opens: string;
  readonly due: string;
  readonly closes: string;
}

export type RuleOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A cross-indicator check, kept as written. */
export interface PlanRule {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly left: string;
  readonly operator: RuleOperator;
  readonly right: string;
  readonly message: Titles;
}

export interface CrosswalkRow {
  readonly oldCode: string;
  readonly newCode: string;
  readonly effectiveFrom: Period;
}

export interface Subscription {
  readonly email: string;
  readonly report: string;
  readonly scope: string;
  readonly frequency: Frequency;
  readonly language: string;
  readonly formats: readonly string[];
}

export type Paper = 'A4' | 'Letter';

export interface Plan {
  readonly id: string;
  /** The organisation's identifier in the IATI standard, such as `XM-DAC-47066`. */
  readonly organisation?: string;
  readonly title: Titles;
  readonly start: string;
  readonly end: string;
  readonly effectiveFrom: Period;
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
  readonly acceptance: 'partial' | 'all-or-nothing';
  readonly suppressBelow: number;
  readonly onTrackAt: number;
  readonly offTrackBelow: number;
  readonly timeZone: string;
  /** Days before and after a period's due date on which offices that have not reported are reminded; 7 and 1 where not stated. */
  readonly remindBefore?: readonly number[];
  readonly remindAfter?: readonly number[];
  /** Whole days after a due date, none where not given, that reports on the period wait for late files. */
  readonly reportAfterDays?: number;
  /** What reports are printed on; A4 where not given. */
  readonly paper?: Paper;
  readonly levels: readonly ResultLevel[];
  readonly results: readonly Result[];
  readonly indicators: readonly Indicator[];
  readonly dimensions: readonly Dimension[];
  readonly orgUnits: readonly OrgUnit[];
  readonly targets: readonly Target[];
  readonly periods: readonly PeriodWindow[];
  readonly rules: readonly PlanRule[];
  readonly crosswalk: readonly CrosswalkRow[];
  readonly headers: Readonly<Record<HeaderRole, readonly string[]>>;
  readonly subscriptions: readonly Subscription[];
}

/** A text in the language asked for, else in the plan's default language, else in any. */
export function titleIn(titles: Titles, language: string, fallback: string): string {
  return titles[language] ?? titles[fallback] ?? Object.values(titles)[0] ?? '';
}
