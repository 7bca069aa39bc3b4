import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { lastDay, type Period } from '../../functions/domain/plan/period.ts';
import type { LastFigure } from '../../functions/domain/workbook/context.ts';
import { lastFigures as lastOf, type ReportedFigure } from '../../functions/domain/workbook/last-figures.ts';
import { judgeUpload } from '../../functions/ingest/judge-upload.ts';
import { officeFiles } from './office-files.ts';

/** The plan as if every period took files today. */
function alwaysOpen(plan: Plan): Plan {
  const periods = plan.periods.map(({ period }) => ({
    period,
    opens: '0001-01-01',
    due: '9999-12-31',
    closes: '9999-12-31',
  }));
  return { ...plan, periods };
}

/**
 * What an office's files (`directory/<ORGUNIT>/*`) say last of each indicator for periods that ended before this one starts. Of two files on the
 * same figure the later by name counts.
 */
export async function lastFigures(
  directory: string,
  plan: Plan,
  orgUnit: string,
  period: Period,
): Promise<Map<string, LastFigure>> {
  const open = alwaysOpen(plan);
  const figures: ReportedFigure[] = [];
  for (const file of await officeFiles(join(directory, orgUnit))) {
    const bytes = await readFile(join(directory, orgUnit, file));
    const { observations } = judgeUpload(bytes, open, { orgUnit, today: lastDay(period) });
    for (const { indicator, period: reported, total, orgUnit: unit } of observations)
      if (unit === orgUnit) figures.push({ indicator, period: reported, value: total.value });
  }
  return lastOf(figures, period);
}
