import { comparisonKey } from '../headers/key.ts';

const MARKS = /^(?:[-‐‑‒–—―−]{1,3}|…|\.{2,3}|\/|n\/a|s\/d|s\/o)$/i;

const WORDS = new Set(
  [
    ...[
      'na',
      'n.a.',
      'nd',
      'n.d.',
      'nr',
      'n.r.',
      'not available',
      'not applicable',
      'not reported',
      'no data',
      'unknown',
      'missing',
      'null',
    ],
    ...['non disponible', 'non communiqué', 'non renseigné', 'sans objet', 'pas de données', 'inconnu', 's.o.'],
    ...['no disponible', 'no aplica', 'sin dato', 'sin datos', 'no reportado', 'no informado', 'desconocido', 's.d.'],
    ...['غير متوفر', 'غير متاح', 'لا ينطبق', 'لا توجد بيانات', 'غير مبلغ عنه', 'غ.م', 'غ م', 'غير معروف'],
  ].map(comparisonKey),
);

/** Whether a text says that nothing was reported, as `n/a`, `nd` or a dash do. */
export function saysNotReported(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || MARKS.test(trimmed) || WORDS.has(comparisonKey(trimmed));
}
