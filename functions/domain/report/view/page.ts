import Handlebars from 'handlebars';
import type { Catalogue } from '../catalogue.ts';
import type { ReportModel } from '../schema.ts';

/** What every part of the page is made from. */
export interface Page {
  readonly model: ReportModel;
  readonly catalogue: Catalogue;
  /** Marks our own drawings, built of escaped parts, as markup. */
  readonly svg: (markup: string) => Handlebars.SafeString;
}

export function pageOf(model: ReportModel, catalogue: Catalogue): Page {
  return { model, catalogue, svg: (markup) => new Handlebars.SafeString(markup) };
}
