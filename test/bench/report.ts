import { createHash } from 'node:crypto';
import { renderReport } from '../../functions/domain/report/html.ts';
import { readTemplates } from '../../functions/templates.ts';
import { measure, print } from './measure.ts';
import { reportOf } from './report-model.ts';

/** As many as the shipped plan has. */
const INDICATORS = 213;

/** Actuals to the report's model and page, for a plan of the full size. */
export async function benchReport(rounds: number): Promise<void> {
  const templates = readTemplates('templates');
  const catalogue = templates.catalogue('en');
  const build = await reportOf(INDICATORS, catalogue);
  const model = build();
  const onScreen = {
    ...{ source: templates.source, catalogue },
    digest: (text: string) => createHash('sha256').update(text).digest('base64'),
  };
  const page = renderReport(model, onScreen);
  print(
    `Report of ${INDICATORS} indicators, ${Math.round(page.length / 1024)} KB of HTML`,
    await measure(
      [
        { name: 'JSON.stringify of the model', run: () => JSON.stringify(model) },
        { name: 'Jalon: actuals to model', run: build },
        { name: 'Jalon: model to HTML', run: () => renderReport(model, onScreen) },
      ],
      rounds,
    ),
  );
}
