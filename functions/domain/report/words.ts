import type { IndicatorKind, OverOrgUnits } from '../plan/model.ts';
import { frequencyOf, type Period } from '../plan/period.ts';
import type { Catalogue, MessageValues } from './catalogue.ts';
import { countsPeople } from './suppression/people.ts';

/** What decides how a figure is written. */
export interface Notation {
  readonly kind: IndicatorKind;
  readonly overOrgUnits: OverOrgUnits;
  readonly decimals: number;
  readonly unit: string;
}

/** Written where there is no figure. */
export const NO_FIGURE = '–';

/** A figure in its notation: percentages from fractions of 1, yes or no where one unit answers; a dash for null. */
export function figureText(value: number | null, notation: Notation, catalogue: Catalogue): string {
  if (value === null) return NO_FIGURE;
  switch (notation.kind) {
    case 'count':
    case 'amount':
    case 'score':
      return catalogue.number(value, notation.decimals);
    case 'percentage':
      return catalogue.percent(value, notation.decimals);
    case 'yes-no':
      if (notation.overOrgUnits === 'sum') return catalogue.number(value, notation.decimals);
      if (value === 0 || value === 1) return catalogue.text(value === 1 ? 'report.yes' : 'report.no');
      return catalogue.percent(value, notation.decimals);
    default:
      return notation.kind satisfies never;
  }
}

/** Units that catalogues know, by the words a plan may write them in. */
const UNITS = new Map(
  Object.entries({
    ...{
      household: 'households',
      households: 'households',
      ménages: 'households',
      hogares: 'households',
      أسر: 'households',
    },
    ...{ day: 'days', days: 'days', jours: 'days', días: 'days', أيام: 'days' },
    ...{ country: 'countries', countries: 'countries', pays: 'countries', países: 'countries', بلدان: 'countries' },
    ...{ score: 'score', note: 'score', puntuación: 'score', درجة: 'score' },
    ...{ cases: 'cases', cas: 'cases', casos: 'cases', حالات: 'cases' },
    ...{ organisations: 'organisations', organizaciones: 'organisations', منظمات: 'organisations' },
    ...{ facilities: 'facilities', établissements: 'facilities', instalaciones: 'facilities', مرافق: 'facilities' },
    ...{ services: 'services', servicios: 'services', خدمات: 'services' },
    ...{ plans: 'plans', planes: 'plans', خطط: 'plans' },
    ...{ policies: 'policies', politiques: 'policies', políticas: 'policies', سياسات: 'policies' },
    ...{ incidents: 'incidents', incidentes: 'incidents', حوادث: 'incidents' },
    ...{ litres: 'litres', litros: 'litres', لترات: 'litres' },
    ...{ hours: 'hours', heures: 'hours', horas: 'hours', ساعات: 'hours' },
    ...{ studies: 'studies', études: 'studies', estudios: 'studies', دراسات: 'studies' },
    ...{ visits: 'visits', visites: 'visits', visitas: 'visits', زيارات: 'visits' },
    ...{ consultations: 'consultations', consultas: 'consultations', استشارات: 'consultations' },
    ...{ agreements: 'agreements', accords: 'agreements', acuerdos: 'agreements', اتفاقات: 'agreements' },
    ...{ publications: 'publications', publicaciones: 'publications', منشورات: 'publications' },
  }),
);

/** The unit in the report's language where it is a common one, else as the plan writes it; empty where the figure says it. */
export function unitText(notation: Notation, catalogue: Catalogue): string {
  if (notation.kind === 'percentage' || (notation.kind === 'yes-no' && notation.overOrgUnits !== 'sum')) return '';
  if (countsPeople(notation.unit)) return catalogue.text('report.unit.people');
  const known = UNITS.get(notation.unit.trim().toLowerCase());
  return known === undefined ? notation.unit : catalogue.text(`report.unit.${known}`);
}

/** A period by name: `2025`, `January to June 2025`, `March 2025`. */
export function periodName(period: Period, catalogue: Catalogue): string {
  return named(period, (part, values) => catalogue.text(`report.period.${part}`, values));
}

function named(period: Period, text: (part: string, values: MessageValues) => string): string {
  const year = period.slice(0, 4);
  const frequency = frequencyOf(period);
  switch (frequency) {
    case 'annual':
      return year;
    case 'semiannual':
    case 'quarterly':
      return text(period.slice(5), { year });
    case 'monthly': {
      const middle = Date.UTC(Number(year), Number(period.slice(5)) - 1, 15, 12);
      return text('month', { month: middle });
    }
    default:
      return frequency satisfies never;
  }
}

/** A period in few letters, for table cells: `2025`, `Q1 2025`, `Mar 2025`. */
export function shortPeriodName(period: Period, catalogue: Catalogue): string {
  return named(period, (part, values) => catalogue.text(`report.period-short.${part}`, values));
}

/** Attainment as a percentage with at most one decimal; a dash for null. */
export function attainmentText(attainment: number | null, catalogue: Catalogue): string {
  return attainment === null ? NO_FIGURE : catalogue.percent(attainment, 1);
}
