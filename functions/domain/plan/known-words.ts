import { oncePer } from '../once-per.ts';
import type { Plan } from './model.ts';

/** Every name the plan gives to something a file may mention, in all its languages: what a text file's encoding is judged by. */
export const knownWords = oncePer((plan: Plan): readonly string[] => {
  const named = [
    ...plan.indicators,
    ...plan.orgUnits,
    ...plan.dimensions,
    ...plan.dimensions.flatMap((d) => d.categories),
  ];
  return [
    ...named.flatMap(({ code, title, synonyms }) => [code, ...Object.values(title), ...synonyms]),
    ...Object.values(plan.headers).flat(),
  ];
});
