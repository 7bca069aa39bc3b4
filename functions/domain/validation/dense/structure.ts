import type { Plan } from '../../plan/model.ts';
import type { Categories } from '../../sheet/coded/coded-categories.ts';
import type { SettledIndicator } from './settled.ts';
import type { BlockFigures } from './silent-block.ts';

/** How the figures of a block are broken down. */
export interface Structure {
  /** By figure, the mask of its dimensions. */
  readonly masks: Int32Array;
  /** Each mask once; 0 is the total. */
  readonly found: readonly number[];
  /** A mask and one with more dimensions besides. */
  readonly nested: readonly (readonly [number, number])[];
}

/** More ways of breaking down than a block is looked at for here. */
const MOST_MASKS = 8;

function bitCount(mask: number): number {
  let bits = 0;
  for (let left = mask; left > 0; left >>= 1) bits += left & 1;
  return bits;
}

/** What the plan asks of an indicator's breakdown; the same object for all indicators of which it asks the same. */
interface Asked {
  /** Dimensions that figures may be broken down by. */
  readonly allowed: number;
  /** Dimensions that they must be broken down by; null where the file does not know one of them. */
  readonly wanted: number | null;
  readonly sums: boolean;
}

function createAsked({ dimensions }: Categories): (indicator: SettledIndicator) => Asked {
  const ofIndicator = new Map<SettledIndicator, Asked>();
  const alike = new Map<string, Asked>();
  return (indicator) => {
    const known = ofIndicator.get(indicator);
    if (known) return known;
    const own = indicator.definition.dimensions.map((code) => dimensions.indexOf(code));
    const allowed = own.reduce((mask, at) => (at < 0 ? mask : mask | (1 << at)), 0);
    const isComplete = indicator.definition.breakdown === 'complete';
    const wanted = isComplete ? (own.includes(-1) ? null : allowed) : 0;
    const key = JSON.stringify([allowed, wanted, indicator.sums]);
    const asked = alike.get(key) ?? { allowed, wanted, sums: indicator.sums };
    alike.set(key, asked);
    ofIndicator.set(indicator, asked);
    return asked;
  };
}

/** Works out how a block is broken down; null where that is not plainly as the plan asks, or a figure is stated twice. */
export function createStructure(
  categories: Categories,
  plan: Plan,
): (figures: BlockFigures, indicator: SettledIndicator) => Structure | null {
  const { dimensions, codes, digit, maskOf, places: size } = categories;
  const askedOf = createAsked(categories);
  const closed = dimensions.map((code) => {
    const dimension = plan.dimensions.find((one) => one.code === code);
    return dimension && !dimension.open ? dimension.categories.map((category) => category.code) : [];
  });

  /** Whether the rows of a mask state every category of each of its dimensions. */
  const statesAll = (places: Int32Array, masks: Int32Array, mask: number): boolean =>
    closed.every((wanted, at) => {
      if ((mask & (1 << at)) === 0) return true;
      const stated = new Set<string | undefined>();
      for (const [index, place] of places.entries())
        if (masks[index] === mask) stated.add(codes[at]?.[digit(place, at) - 1]);
      return wanted.every((code) => stated.has(code));
    });

  const workOut = (places: Int32Array, { allowed, wanted, sums }: Asked): Structure | null => {
    if (new Set(places).size < places.length) return null;
    const masks = places.map(maskOf);
    const found = [...new Set(masks)];
    const union = found.reduce((all, mask) => all | mask, 0);
    if ((union & ~allowed) !== 0 || wanted === null || (union & wanted) !== wanted || found.length > MOST_MASKS)
      return null;
    if (!found.includes(0)) {
      const fewest = Math.min(...found.map(bitCount));
      const bases = found.filter((mask) => bitCount(mask) === fewest);
      if (!sums || !bases.every((mask) => statesAll(places, masks, mask))) return null;
    }
    const nested = found.flatMap((coarser) =>
      found
        .filter((finer) => finer !== coarser && (coarser & ~finer) === 0)
        .map((finer): [number, number] => [coarser, finer]),
    );
    return { masks, found, nested };
  };

  // Blocks of one file are mostly broken down alike.
  let last: { places: Int32Array; asked: Asked | null; structure: Structure | null } = {
    ...{ places: new Int32Array(0), asked: null, structure: null },
  };
  const isLast = ({ count, places }: BlockFigures, asked: Asked): boolean => {
    if (asked !== last.asked || count !== last.places.length) return false;
    for (let index = 0; index < count; index += 1) if (places[index] !== last.places[index]) return false;
    return true;
  };
  return (figures, indicator) => {
    const asked = askedOf(indicator);
    if (!isLast(figures, asked)) {
      const places = figures.places.slice(0, figures.count);
      last = { places, asked, structure: size > 0 ? workOut(places, asked) : null };
    }
    return last.structure;
  };
}
