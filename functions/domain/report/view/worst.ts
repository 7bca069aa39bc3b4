import { statusShape } from '../charts/status-shape.ts';
import { hasLimit } from '../ranking.ts';
import type { ReportModel } from '../schema.ts';
import { attainmentText } from '../words.ts';
import type { Page } from './page.ts';

type Worst = NonNullable<ReportModel['results'][number]['worst']>;

/** How far it has come, of what was expected; a limit is what it stays within or passes; null where that cannot be told. */
function wayText({ code, attainment }: Worst, { model, catalogue }: Page): string | null {
  const indicator = model.indicators.find((one) => one.code === code);
  if (attainment === null || !indicator) return null;
  if (hasLimit(indicator)) return null;
  if (attainment < 0) return catalogue.text('report.worst.back');
  return catalogue.text('report.worst.way', { attainment: attainmentText(attainment, catalogue) });
}

/** The indicator that stands worst under a result, in words; null where none has both a target and a figure. */
export function worstLine(worst: Worst | null, page: Page) {
  if (worst === null) return null;
  const { catalogue, svg } = page;
  return {
    code: worst.code,
    title: worst.title,
    status: worst.status,
    shape: svg(statusShape(worst.status)),
    word: catalogue.text(`report.status.${worst.status}`),
    way: wayText(worst, page),
  };
}
