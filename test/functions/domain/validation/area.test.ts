import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, placesIn } from '../../../../functions/domain/validation/area.ts';
import { collapse } from '../../../../functions/domain/validation/collapse.ts';
import { issue } from '../../../../functions/domain/validation/issue.ts';

describe('The area of several cells', () => {
  it.each([
    [['C5', 'C6', 'C7', 'D7'], 'C5:C7 D7'],
    [['AA2', 'B9', 'B2'], 'B2 B9 AA2'],
    [['C5', '7', 'D', ''], 'C5'],
    [[], ''],
  ])('of %j is %j', (cells, area) => {
    expect(areaOf(cells)).toBe(area);
  });

  it('names each of its cells once', () => {
    const cell = fc.tuple(fc.constantFrom('A', 'B', 'Z', 'AA', 'XFD'), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(fc.uniqueArray(cell.map(([column, row]) => `${column}${row}`)), (cells) => {
        const named = placesIn(areaOf(cells), 1_000).map(({ column, row }) => `${column}${row}`);
        expect([...named].sort()).toEqual([...cells].sort());
      }),
    );
  });

  it('stays small however many cells there are', () => {
    const every = Array.from({ length: 100_000 }, (_, row) => `C${row + 1}`);
    expect(areaOf(every)).toBe('C1:C100000');
    expect(areaOf(every.filter((_, row) => row % 2 === 0)).split(' ')).toHaveLength(1_000);
  });
});

it('an issue of several cells keeps them all, one of a single cell says nothing more', () => {
  const at = (row: number) => issue('cell-error', 'error', { sheet: 'Data', row, column: 'C', found: '#REF!' });
  const [folded] = collapse(Array.from({ length: 9 }, (_, row) => at(row + 2)));
  expect(folded).toMatchObject({ row: 2, area: 'C2:C10', params: { count: 9, cells: 'C2, C3, C4, C5, C6, …' } });
  expect(collapse([at(3)])[0]).not.toHaveProperty('area');
});
