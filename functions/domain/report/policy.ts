import { compactScript } from './compact.ts';
import type { TemplateSource } from './template.ts';

/** A SHA-256 digest in base64. */
export type Digest = (text: string) => string;

/** What a page that may run scripts runs: these, as they stand in `templates/report/`, and nothing else. */
const SCRIPTS = ['browse', 'lineage'] as const;

/** The very text of a page's script. */
export function scriptText(name: (typeof SCRIPTS)[number], source: TemplateSource): string {
  return compactScript(source(`report/${name}.js`));
}

/**
 * The content security policy of a page: it loads nothing but fonts that it carries itself, sends nothing anywhere, and runs its own scripts,
 * known by their digests, or none.
 */
export function policyOf(source: TemplateSource, digest?: Digest): string {
  const scripts = digest ? SCRIPTS.map((name) => `'sha256-${digest(scriptText(name, source))}'`) : [];
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'font-src data:',
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
