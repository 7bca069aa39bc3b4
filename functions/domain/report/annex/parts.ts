import type { Catalogue } from '../catalogue.ts';
import type { ReportIndicator, ReportModel } from '../schema.ts';

/** A cell of a breakdown: of one dimension, crossed, or what is not known of one. */
export interface Part {
  readonly dimension: string;
  readonly category: string;
  /** By dimension code, the category code; none for what is not known. */
  readonly codes: Readonly<Record<string, string>>;
  readonly value: number | null;
  readonly suppressed: boolean;
}

/** The org units below the report's own that reported the indicator; who did not is told by the completeness page. */
export const reportedBelow = ({ children }: ReportIndicator): ReportIndicator['children'] =>
  children.filter(({ coverage }) => coverage.reported > 0);

const CROSS = ' × ';

/** Every breakdown cell of an indicator that has a figure or a withheld one, with titles. */
export function partsOf(indicator: ReportIndicator, { dimensions }: ReportModel, catalogue: Catalogue): Part[] {
  const titles = new Map(dimensions.map(({ code, title }) => [code, title]));
  const categories = new Map(indicator.breakdowns.map((cell) => [`${cell.dimension}\n${cell.category}`, cell.title]));
  const titleOf = (dimension: string) => titles.get(dimension) ?? dimension;
  return [
    ...indicator.breakdowns.map(({ dimension, category, title, value, suppressed }) => ({
      ...{ dimension: titleOf(dimension), category: title, codes: { [dimension]: category }, value, suppressed },
    })),
    ...indicator.crossed.map(({ categories: codes, value, suppressed }) => ({
      dimension: Object.keys(codes).map(titleOf).join(CROSS),
      category: Object.entries(codes)
        .map(([dimension, category]) => categories.get(`${dimension}\n${category}`) ?? category)
        .join(CROSS),
      ...{ codes, value, suppressed },
    })),
    ...indicator.unknown.map(({ dimension, value, suppressed }) => ({
      ...{ dimension: titleOf(dimension), category: catalogue.text('report.not-known'), codes: {}, value, suppressed },
    })),
  ].filter(({ value, suppressed }) => value !== null || suppressed);
}
