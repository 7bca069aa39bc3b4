import type { Period } from '../period.ts';

/** The part of a plan that a change is about. */
export type PlanPart =
  | 'setting'
  | 'level'
  | 'result'
  | 'indicator'
  | 'dimension'
  | 'category'
  | 'orgUnit'
  | 'period'
  | 'rule'
  | 'crosswalk'
  | 'header'
  | 'subscription';

/** What a change is about. `name` is its title in each language; empty for parts that have none. */
interface Subject {
  readonly part: PlanPart;
  readonly code: string;
  readonly name: Readonly<Record<string, string>>;
  /** Whether figures reported before and after may not be compared, or are no longer found. */
  readonly dangerous: boolean;
}

/** One difference between two versions of a plan; `null` stands for "nothing". */
export type PlanChange =
  | (Subject & { readonly kind: 'added' | 'removed' })
  /** An indicator under another code: `code` is the new one. */
  | (Subject & { readonly kind: 'renumbered'; readonly from: string })
  | (Subject & { readonly kind: 'retitled'; readonly languages: readonly string[] })
  /** A result or indicator under another result, an org unit under another one. */
  | (Subject & { readonly kind: 're-parented' | 'moved'; readonly from: string | null; readonly to: string | null })
  /** Another column of the row says something else. */
  | (Subject & {
      readonly kind: 'redefined';
      readonly field: string;
      readonly from: string | null;
      readonly to: string | null;
    })
  /** The target of an indicator (`code`) for an org unit and period. */
  | (Subject & {
      readonly kind: 'retargeted';
      readonly orgUnit: string;
      readonly period: Period;
      readonly from: number | null;
      readonly to: number | null;
    });

export type ChangeKind = PlanChange['kind'];
