import type { ReportModel } from './schema.ts';

/** Written on a line each: a lineage has a leaf an office and period. */
const ON_A_LINE = new Set(['lineage']);

function written(value: unknown, key: string, indent: string): string {
  if (typeof value !== 'object' || value === null || ON_A_LINE.has(key)) return JSON.stringify(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((item) => written(item, '', inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([name, item]) => `${JSON.stringify(name)}: ${written(item, name, inner)}`);
  return parts.length === 0 ? `${open}${close}` : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

/** The text of `report.json`: a line a field, but each indicator's lineage on one. */
export function reportJson(model: ReportModel): string {
  return `${written(model, '', '')}\n`;
}
