import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { comparePeriods, firstDay, lastDay, type Period } from '../../functions/domain/plan/period.ts';
import type { LastFigure } from '../../functions/domain/workbook/context.ts';
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
  const last = new Map<string, LastFigure>();
  for (const file of await officeFiles(join(directory, orgUnit))) {
    const bytes = await readFile(join(directory, orgUnit, file));
    const { observations } = judgeUpload(bytes, open, { orgUnit, today: lastDay(period) });
    for (const { indicator, period: reported, total, orgUnit: unit } of observations) {
      const known = last.get(indicator);
      const isNewer = known === undefined || comparePeriods(reported, known.period) >= 0;
      if (unit === orgUnit && lastDay(reported) < firstDay(period) && isNewer)
        last.set(indicator, { period: reported, value: total.value });
    }
  }
  return last;
}
