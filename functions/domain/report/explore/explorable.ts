import type { TemplateSource } from '../template.ts';
import type { Page } from '../view/page.ts';
import { explorationData } from './block.ts';

const END = '</body>';

/**
 * The page with what stands behind its figures and the script that shows it when it is asked for. Without scripts it is read as
 * before. Given as it is where there is nothing to show, or no room for it.
 */
export function explorable(html: string, page: Page, source: TemplateSource): string {
  const style = `<style>${source('report/lineage.css')}</style>`;
  const script = `<script>${source('report/lineage.js')}</script>`;
  const data = explorationData(page, html.length + style.length + script.length);
  if (data === null) return html;
  const parts = [style, `<script type="application/json" id="lineage">${data}</script>`, script];
  const end = html.lastIndexOf(END);
  return `${html.slice(0, end)}${parts.join('\n')}\n${html.slice(end)}`;
}
