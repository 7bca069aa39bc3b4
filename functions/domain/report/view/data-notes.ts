import { periodName } from '../words.ts';
import type { Page } from './page.ts';

/** How many figures of the last report each office's files have changed since, by its code. */
function revisedByOffice({ figures, files }: Page['model']['changes']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const figure of figures)
    for (const office of new Set(figure.files.flatMap((place) => files[place]?.orgUnit ?? [])))
      counts.set(office, (counts.get(office) ?? 0) + 1);
  return counts;
}

/** Offices that anything is to be told of, those first whose file waits to be corrected: titles by code. */
function officesOf({ returned, late, changes, notes }: Page['model']): Map<string, string> {
  const titles = new Map([...returned, ...late].map(({ code, title }): [string, string] => [code, title]));
  for (const { orgUnit, title } of [...changes.files, ...notes]) titles.set(orgUnit, titles.get(orgUnit) ?? title);
  return titles;
}

/**
 * What there is to know of each office's data: in sentences that its file was returned, came late or changed figures published before, and
 * the remarks it wrote beside its figures. Offices that wrote none are apart (`brief`): a line each, however many came late.
 */
export function dataNotes({ model, catalogue }: Page) {
  const indicators = new Map(model.indicators.map((indicator) => [indicator.code, indicator.title]));
  const [returned, late] = [model.returned, model.late].map((units) => new Set(units.map(({ code }) => code)));
  const revised = revisedByOffice(model.changes);
  const remarks = Map.groupBy(model.notes, (note) => note.orgUnit);
  const offices = [...officesOf(model)].map(([code, title]) => {
    const count = revised.get(code) ?? 0;
    const facts = [
      returned?.has(code) && catalogue.text('report.data-notes.returned'),
      late?.has(code) && catalogue.text('report.data-notes.late'),
      count > 0 && catalogue.text('report.data-notes.revised', { count }),
    ].filter((fact) => typeof fact === 'string');
    const notes = (remarks.get(code) ?? []).map(({ indicator, period, text }) => ({
      ...{ code: indicator, title: indicators.get(indicator) ?? '', period: periodName(period, catalogue), text },
    }));
    return { title, facts, notes };
  });
  return {
    brief: offices.filter(({ facts, notes }) => notes.length === 0 && facts.length > 0),
    remarking: offices.filter(({ notes }) => notes.length > 0),
  };
}
