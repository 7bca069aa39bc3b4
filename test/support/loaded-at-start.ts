import type { Metafile } from 'esbuild';
import type { FunctionName } from '../../infra/definitions.ts';

export const FUNCTIONS: readonly FunctionName[] = [
  ...(['plan', 'ingest', 'aggregate', 'dispatch', 'report', 'workbook', 'remind'] as const),
  ...(['links', 'upload', 'canary', 'bounces'] as const),
];

/** The files that are loaded to start: the first one and what it and they import, but for what `import()` asks for. */
export function loadedAtStart({ outputs }: Metafile): Metafile['outputs'] {
  const loaded: Metafile['outputs'] = {};
  const waiting = Object.entries(outputs).flatMap(([name, { entryPoint }]) =>
    /\bindex\.mjs$/.test(name) && entryPoint ? [name] : [],
  );
  for (const name of waiting) {
    const output = outputs[name];
    if (!output || loaded[name]) continue;
    loaded[name] = output;
    waiting.push(...output.imports.flatMap(({ kind, path }) => (kind === 'import-statement' ? [path] : [])));
  }
  return loaded;
}
