import { issue } from '../issue.ts';
import { cellOf, placeOfAll } from './place.ts';
import type { Finding } from './rule.ts';

const SAID_EACH = 5;

/** Doubts that a person can follow: five for themselves, the others together by their cells. The gravest ones should come first. */
export function few(findings: readonly Finding[]): Finding[] {
  if (findings.length <= SAID_EACH + 1) return [...findings];
  const about = findings.slice(SAID_EACH).flatMap((finding) => finding.about);
  const { params, ...place } = placeOfAll(about.map((one) => cellOf(one)));
  const count = findings.length - SAID_EACH;
  const like = findings[0]?.about[0] ? cellOf(findings[0].about[0]).address : '';
  const rest = issue('more-doubts', 'warning', { ...place, params: { ...params, count, like } });
  return [...findings.slice(0, SAID_EACH), { issue: rest, about }];
}
