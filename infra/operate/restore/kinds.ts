/**
 * How long an item is what it is: once put it never changes; it is kept, but may say more later; it is recomputed from the others; it goes by
 * itself.
 */
export type Nature = 'fixed' | 'kept' | 'computed' | 'passing';

export interface Kind {
  readonly name: string;
  readonly nature: Nature;
}

/** The kinds of items by what their partition keys begin with, in the order in which they are told. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['LEDGER', { name: 'ledger entries', nature: 'fixed' }],
  ['PLAN', { name: 'plan versions', nature: 'fixed' }],
  ['HISTORY', { name: 'what uploads were reviewed against', nature: 'fixed' }],
  ['SECRET', { name: 'the key that seals links', nature: 'fixed' }],
  ['SUBMISSION', { name: 'what became of uploads', nature: 'kept' }],
  ['CLOSED', { name: 'files kept for closed periods', nature: 'kept' }],
  ['EDITION', { name: 'figures that reports published', nature: 'kept' }],
  ['PUBLISHED', { name: 'the list of reports', nature: 'kept' }],
  ['DONE', { name: 'mails and reports that went', nature: 'kept' }],
  ['UNSUBSCRIBED', { name: 'subscribers who left', nature: 'kept' }],
  ['YEARS', { name: 'years with figures', nature: 'kept' }],
  ['ACTUALS', { name: 'actuals', nature: 'computed' }],
  ['ACTUALS-PARTS', { name: 'actuals, parts of large ones', nature: 'computed' }],
  ['CARRY', { name: 'what years leave to later ones', nature: 'computed' }],
  ['CARRY-PARTS', { name: 'what years leave to later ones, parts of it', nature: 'computed' }],
  ['FAILURE', { name: 'reasons of failures', nature: 'passing' }],
  ['ATTEMPT', { name: 'attempts under way', nature: 'passing' }],
  ['PASSWORD', { name: 'one-time passwords', nature: 'passing' }],
]);

export const KIND_NAMES: readonly string[] = [...KINDS.values()].map(({ name }) => name);

/** What nobody knows is neither put back nor taken to be worthless. */
const UNKNOWN: Kind = { name: 'items of no known kind', nature: 'kept' };

/** The kind of an item, by its partition key. */
export const kindOf = (partition: string): Kind => KINDS.get(partition.split('#')[0] ?? '') ?? UNKNOWN;
