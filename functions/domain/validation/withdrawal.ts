import type { WrittenNumber } from '../sheet/statement.ts';
import { type Block, figuresOf } from './block.ts';

export function isWithdrawn({ written }: { readonly written: WrittenNumber }): boolean {
  return written.problem === 'withdrawn';
}

/** Whether a block takes its figure back: all that it states is the mark, once or in several cells. */
export function isWithdrawal({ statements }: Block): boolean {
  const stated = statements
    .flatMap(figuresOf)
    .filter(({ written }) => written.number !== null || written.problem !== null);
  return stated.length > 0 && stated.every(isWithdrawn);
}
