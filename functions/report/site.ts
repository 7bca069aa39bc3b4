import type { Objects } from '../aws/objects.ts';
import type { Plans } from '../aws/plans.ts';
import type { Published } from '../aws/published.ts';
import { pageName, renderIndex } from '../domain/site/index-page.ts';
import type { PublishedReport } from '../domain/site/published.ts';
import type { Templates } from '../templates.ts';

export interface SiteDependencies {
  readonly published: Published;
  readonly plans: Pick<Plans, 'latest'>;
  readonly objects: Objects;
  readonly templates: Templates;
}

/**
 * Enters a report in the list and writes the site's pages anew. Several functions may do so at once: each looks again after it has
 * written, and writes once more if the list has grown meanwhile; so whoever writes last has seen every report entered before.
 */
export async function publish(report: PublishedReport, { published, plans, objects, templates }: SiteDependencies) {
  await published.put(report);
  let listed = await published.all();
  for (;;) {
    const latest = await plans.latest();
    if (!latest) return;
    for (const language of new Set(listed.map((one) => one.language))) {
      const options = { source: templates.source, catalogue: templates.catalogue(language) };
      const page = renderIndex(listed, latest.plan, options);
      await objects.put(`reports/${pageName(language)}`, page, 'text/html; charset=utf-8');
      const isFirst =
        language === latest.plan.defaultLanguage || !listed.some((one) => one.language === latest.plan.defaultLanguage);
      if (isFirst) await objects.put('reports/index.html', page, 'text/html; charset=utf-8');
    }
    const now = await published.all();
    if (JSON.stringify(now) === JSON.stringify(listed)) return;
    listed = now;
  }
}
