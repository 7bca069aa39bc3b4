import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { z } from 'zod';

const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const Found = z.array(z.string());

/** Every rule; or those alone that hang on width and colours, for a page that has passed the others. */
const RULES = {
  all: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  /** Without those on landmarks: whatever shows a mail has its own. */
  mail: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  looks: { runOnly: { type: 'rule', values: ['color-contrast', 'target-size', 'scrollable-region-focusable'] } },
};

/** What axe finds wrong in the page as it stands, one line a place; nothing where all is well. */
export async function axeFindings(page: Page, rules: keyof typeof RULES): Promise<string[]> {
  const isThere = await page.evaluate('typeof axe');
  if (isThere === 'undefined') await page.evaluate(source);
  const options = JSON.stringify({ ...RULES[rules], resultTypes: ['violations'] });
  return Found.parse(
    await page.evaluate(
      `axe.run(document, ${options}).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`,
    ),
  );
}
