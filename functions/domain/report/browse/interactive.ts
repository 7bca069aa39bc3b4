import { strToU8 } from 'fflate';
import { compactCss } from '../compact.ts';
import { explorationData } from '../explore/block.ts';
import { scriptText } from '../policy.ts';
import type { TemplateSource } from '../template.ts';
import { thin } from '../thin.ts';
import type { Page } from '../view/page.ts';
import { browseData } from './block.ts';

const [HEAD, END] = ['</head>', '</body>'];

/** A part's style sheet, its data, inert, and the script that works on them when it is asked to. */
function part(name: 'browse' | 'lineage', id: string, data: string, source: TemplateSource): string {
  const style = `<style>${compactCss(source(`report/${name}.css`))}</style>`;
  const inert = `<script type="application/json" id="${id}">${data}</script>`;
  return `${style}\n${inert}\n<script>${scriptText(name, source)}</script>\n`;
}

/**
 * The page with what its reader filters, sorts and jumps by and, where there is room for it, what stands behind its figures. Without scripts it is read as
 * before.
 */
export function interactive(html: string, page: Page, source: TemplateSource): string {
  const end = html.lastIndexOf(END);
  const start = html.indexOf(HEAD);
  const [body, rest] = [html.slice(0, start) + thin(html.slice(start, end)), html.slice(end)];
  const browse = part('browse', 'browse-data', browseData(page), source);
  const taken = strToU8(body + browse + part('lineage', 'lineage', '', source) + rest).length;
  const lineage = explorationData(page, taken);
  return body + browse + (lineage === null ? '' : part('lineage', 'lineage', lineage, source)) + rest;
}
