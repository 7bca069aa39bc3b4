import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Messages } from './catalogue.ts';

export const filesUnder = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

const quotedIn = (text: string): string[] =>
  [...text.matchAll(/['"`]([a-z][\w${}.-]*(?:\.[\w${}.-]+|-[\w${}.-]+)*)['"`]/g)].map((m) => m[1] ?? '');

/** Messages that neither the functions nor the templates of a project name. */
export function unusedMessages(messages: Messages, root: string): string[] {
  const templates = filesUnder(join(root, 'templates'), '.hbs');
  // Every quoted text that may be a key or a code, with its variable parts as wildcards.
  const mentioned = [...filesUnder(join(root, 'functions'), '.ts'), ...templates].flatMap(quotedIn);
  const literals = new Set(mentioned);
  const patterns = [
    ...mentioned.filter((text) => text.includes('${')),
    ...templates.flatMap((text) => [...text.matchAll(/concat "([^"]+)" \w+/g)].map((m) => `${m[1]}\${x}`)),
  ].map((text) => new RegExp(`^${text.replace(/[.]/g, '\\.').replace(/\$\{[^}]*\}/g, '.+')}$`));
  return Object.keys(messages).filter((key) => {
    if (literals.has(key) || patterns.some((pattern) => pattern.test(key) && !key.startsWith('issue.'))) return false;
    const code = /^issue\.(.+)\.(?:message|remedy)$/.exec(key)?.[1];
    return code === undefined || !(literals.has(code) || patterns.some((pattern) => pattern.test(code)));
  });
}
