import type { HeaderRole } from '../../plan/model.ts';
import { comparisonKey } from './key.ts';

/** Words for the roles of columns in the languages Jalon speaks; a plan's `Headers` sheet adds its own. */
export const ROLE_WORDS: Readonly<Record<HeaderRole, readonly string[]>> = {
  orgUnit: [
    ...[
      'country',
      'country office',
      'office',
      'org unit',
      'organisation unit',
      'organizational unit',
      'mission',
      'orgUnit',
    ],
    ...['pays', 'bureau', 'bureau de pays', 'unité', 'país', 'oficina', 'oficina de país', 'misión', 'unidad'],
    ...['البلد', 'بلد', 'الدولة', 'المكتب', 'المكتب القطري', 'البعثة', 'الوحدة'],
  ],
  period: [
    ...['period', 'reporting period', 'year', 'quarter', 'semester', 'half-year', 'month', 'date'],
    ...['période', 'période de rapport', 'année', 'trimestre', 'semestre', 'mois'],
    ...['período', 'periodo', 'período del informe', 'año', 'mes', 'fecha'],
    ...['الفترة', 'فترة التقرير', 'السنة', 'الربع', 'النصف', 'الشهر', 'التاريخ'],
  ],
  indicator: [
    ...[
      'indicator',
      'indicator code',
      'indicator title',
      'indicator name',
      'code',
      'ref',
      'indicators',
      'data element',
      'dataElement',
    ],
    ...['indicateur', 'code indicateur', 'code de l’indicateur', 'titre de l’indicateur', 'indicateurs'],
    ...['indicador', 'código', 'código del indicador', 'título del indicador', 'indicadores'],
    ...['المؤشر', 'مؤشر', 'رمز المؤشر', 'رمز', 'عنوان المؤشر', 'المؤشرات'],
  ],
  value: [
    ...[
      'value',
      'values',
      'figure',
      'figures',
      'result',
      'results',
      'actual',
      'achieved',
      'total',
      'number',
      'quantity',
    ],
    ...['valeur', 'valeurs', 'chiffre', 'chiffres', 'résultat', 'résultats', 'réalisé', 'réalisation', 'nombre'],
    ...['quantité', 'ensemble', 'valor', 'valores', 'cifra', 'cifras', 'resultado', 'resultados', 'logrado', 'logro'],
    ...['alcanzado', 'número', 'cantidad', 'totales'],
    ...['القيمة', 'قيمة', 'العدد', 'عدد', 'الكمية', 'النتيجة', 'المحقق', 'المجموع', 'الإجمالي'],
  ],
  numerator: ['numerator', 'num', 'numérateur', 'numerador', 'البسط', 'بسط'],
  denominator: ['denominator', 'denom', 'den', 'dénominateur', 'denominador', 'المقام', 'مقام'],
  note: [
    ...[
      'note',
      'notes',
      'comment',
      'comments',
      'remark',
      'remarks',
      'commentaire',
      'commentaires',
      'remarque',
      'remarques',
    ],
    ...['nota', 'notas', 'comentario', 'comentarios', 'observaciones', 'ملاحظة', 'ملاحظات', 'تعليق', 'تعليقات'],
  ],
  ignore: [
    ...['row', '#', 'no.', 'n°', 'unit', 'unit of measure', 'unité de mesure', 'unidad de medida', 'وحدة القياس'],
    ...['currency', 'devise', 'monnaie', 'moneda', 'divisa', 'العملة'],
    ...['title and definition', 'intitulé et définition', 'título y definición', 'العنوان والتعريف'],
    ...['baseline', 'valeur de référence', 'línea de base', 'خط الأساس'],
    ...['target', 'cible', 'meta', 'القيمة المستهدفة'],
    ...['last value', 'dernière valeur', 'último valor', 'آخر قيمة'],
    ...['automatic check', 'contrôle automatique', 'control automático', 'التحقق الآلي'],
  ],
};

const UNITS = new Set(['unité', 'unités', 'unidad', 'الوحدة'].map(comparisonKey));

/** Whether a header for org units may as well stand over units of measure: `Unité`. */
export function mayBeUnitOfMeasure(header: string): boolean {
  return UNITS.has(comparisonKey(header));
}

const TOTALS = new Set(
  [
    ...['total', 'totals', 'grand total', 'all', 'overall', 'totaux', 'ensemble', 'tous', 'toutes', 'total général'],
    ...[
      'subtotal',
      'sub-total',
      'subtotals',
      'sous-total',
      'sous-totaux',
      'subtotales',
      'المجموع الفرعي',
      'المجموع الجزئي',
    ],
    ...[
      'totales',
      'todos',
      'todas',
      'total general',
      'المجموع',
      'الإجمالي',
      'المجموع الكلي',
      'الكل',
      'إجمالي',
      'مجموع',
    ],
  ].map(comparisonKey),
);

/** Words that tell a plan's figure, or another year's, from a result. */
const NOT_RESULTS = new Set(
  [
    ...['target', 'targets', 'planned', 'plan', 'baseline', 'milestone', 'budget', 'forecast', 'previous'],
    ...['cible', 'cibles', 'prévu', 'prévus', 'prévision', 'référence', 'jalon', 'précédent', 'précédente'],
    ...['meta', 'metas', 'previsto', 'planificado', 'base', 'hito', 'presupuesto', 'anterior'],
    ...['المستهدف', 'هدف', 'الهدف', 'المخطط', 'الأساس', 'الميزانية', 'السابق', 'السابقة'],
  ].map(comparisonKey),
);

/** Whether a key has a word by which its figures are targets, baselines or the like. */
export function isNotResult(key: string): boolean {
  return key.split(' ').some((word) => NOT_RESULTS.has(word));
}

/** Words that may stand beside those for plans and leave them what they are: `Annual target 2025`. */
const BESIDE_PLANS = new Set(
  [
    ...['value', 'values', 'figure', 'figures', 'annual', 'valeur', 'valeurs', 'annuelle', 'valor', 'anual', 'de'],
    ...['القيمة', 'القيم', 'السنوي', 'السنوية'],
  ].map(comparisonKey),
);

/** Whether a text says of the figure beside it that it is a target, a baseline or the like, and nothing else: `Target`, `Valeur cible 2025`. */
export function saysPlanned(text: string): boolean {
  const words = comparisonKey(text).split(' ');
  const beside = (word: string) => /^\d{4}$/.test(word) || BESIDE_PLANS.has(word);
  return words.length <= 4 && isNotResult(words.join(' ')) && words.every((word) => isNotResult(word) || beside(word));
}

/** Words for plans that stand in titles of results as well: `Plan 2024-2028`, `Base de données`. */
const COMMON_IN_TITLES = new Set(['plan', 'base', 'jalon', 'budget', 'reference']);

/** Whether a title, or the name of a sheet, says that all figures below are targets or the like: `Targets 2025`, `Cibles`. */
export function titlesPlanned(text: string): boolean {
  const words = comparisonKey(text).split(' ');
  return saysPlanned(text) && words.some((word) => isNotResult(word) && !COMMON_IN_TITLES.has(word));
}

/** Whether a key (see `comparisonKey`) is a word for "all categories together". */
export function isTotalWord(key: string): boolean {
  return TOTALS.has(key);
}

/** Letter that a bare number under such a header stands for: `3` under `Quarter` is `Q3`. */
const PERIOD_UNITS: ReadonlyMap<string, string> = new Map(
  [
    ['Q', ['quarter', 'trimestre', 'الربع']],
    ['S', ['semester', 'half-year', 'semestre', 'النصف']],
    ['M', ['month', 'mois', 'mes', 'الشهر']],
  ].flatMap(([letter, words]) => [...(words ?? [])].map((word) => [comparisonKey(word), String(letter)] as const)),
);

/** `Q`, `S` or `M` when the header (as a key) asks for a number of quarter, half-year or month. */
export function periodUnit(key: string): string | null {
  return PERIOD_UNITS.get(key) ?? null;
}
