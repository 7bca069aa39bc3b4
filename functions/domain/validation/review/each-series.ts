import type { Finding, ReviewContext, ReviewRule, Told } from './rule.ts';
import type { Series } from './series.ts';

/** A rule that looks at each series for itself. `say`, where given, makes few findings of many at the end. */
export function eachSeries(
  code: string,
  check: (series: Series, context: ReviewContext) => readonly Finding[],
  say: (findings: readonly Finding[], told: Told) => readonly Finding[] = (findings) => findings,
): ReviewRule {
  return {
    code,
    begin(context) {
      const found: Finding[] = [];
      return {
        see: (series) => {
          found.push(...check(series, context));
        },
        findings: (told) => say(found, told),
      };
    },
  };
}
