import { issue } from '../issue.ts';
import { cellOf, placeOfAll } from './place.ts';
import type { Finding, Told } from './rule.ts';

const SAID_EACH = 5;

/** Doubts that a person can follow: the five greatest for themselves, the others together by their cells. */
export function few(all: readonly Finding[]): Finding[] {
  if (all.length <= SAID_EACH + 1) return [...all];
  const greatest = all.toSorted((a, b) => (b.weight ?? 0) - (a.weight ?? 0)).slice(0, SAID_EACH);
  const about = all.filter((finding) => !greatest.includes(finding)).flatMap((finding) => finding.about);
  const { params, ...place } = placeOfAll(about.map((one) => cellOf(one)));
  const count = all.length - SAID_EACH;
  const like = greatest[0]?.about[0] ? cellOf(greatest[0].about[0]).address : '';
  const rest = issue('more-doubts', 'warning', { ...place, params: { ...params, count, like } });
  return [...greatest, { issue: rest, about }];
}

/** A few of the doubts about figures that nothing was said of yet. */
export function fewUndoubted(findings: readonly Finding[], { isDoubted }: Told): Finding[] {
  return few(findings.filter(({ about }) => !about.some(isDoubted)));
}
