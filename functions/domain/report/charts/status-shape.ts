import { type ReportStatus, STATUSES } from '../statuses.ts';
import { element } from './svg.ts';

const SHAPES: Readonly<Record<ReportStatus, string>> = {
  achieved:
    element('circle', { class: 'solid', cx: 7, cy: 7, r: 6 }) +
    element('path', { class: 'cut', d: 'M4 7.2l2.2 2.2L10.2 5' }),
  'on-track': element('circle', { class: 'solid', cx: 7, cy: 7, r: 5 }),
  'at-risk': element('path', { class: 'solid', d: 'M7 1.5L13 12.5H1Z' }),
  'off-track': element('path', { class: 'solid', d: 'M7 0.8L13.2 7L7 13.2L0.8 7Z' }),
  'no-target': element('circle', { class: 'hollow', cx: 7, cy: 7, r: 4.5 }),
  'no-data': element('path', { class: 'hollow', d: 'M3 7H11' }),
};

/** The shapes themselves, once a page. */
export function statusSymbols(): string {
  const symbols = STATUSES.map((id) => element('symbol', { id: `shape-${id}`, viewBox: '0 0 14 14' }, SHAPES[id]));
  return element('svg', { class: 'symbols', 'aria-hidden': 'true' }, symbols.join(''));
}

/** The shape that stands for a status beside its word, so that colour alone never carries it. */
export function statusShape(status: ReportStatus): string {
  const use = element('use', { href: `#shape-${status}` });
  return element('svg', { class: `shape fg-${status}`, 'aria-hidden': 'true' }, use);
}
