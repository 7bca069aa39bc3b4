import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { createPlans } from '../../functions/aws/plans.ts';
import { createTable } from '../../functions/aws/table.ts';
import { createLookup } from '../../functions/domain/plan/lookup.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { readPlan } from '../../functions/domain/plan/read-plan.ts';
import { openFile } from '../../functions/domain/sheet/open.ts';
import { unpacker } from '../../functions/unpacker.ts';
import { startEmbeddedAws } from '../../infra/local/embedded-aws.ts';
import { measure, print } from './measure.ts';

function planOf(bytes: Uint8Array): Plan {
  const opened = openFile(bytes, { unpacker });
  const plan = opened.ok ? readPlan(opened.grids).plan : null;
  if (!plan) throw new Error('The plan was refused');
  return plan;
}

/** The shipped plan: from its workbook, and out of the table as a function finds it cold (first event) and warm. */
export async function benchPlan(rounds: number): Promise<void> {
  const bytes = readFileSync('fixtures/plan/plan.xlsx');
  const plan = planOf(bytes);
  print(
    `Plan of ${plan.indicators.length} indicators and ${plan.orgUnits.length} org units, workbook of ${Math.round(bytes.length / 1024)} KB`,
    await measure(
      [
        { name: 'exceljs load', run: () => new ExcelJS.Workbook().xlsx.load(Uint8Array.from(bytes).buffer) },
        { name: 'Jalon: open, read and check', run: () => planOf(bytes) },
      ],
      rounds,
    ),
  );

  const embedded = await startEmbeddedAws();
  Object.assign(process.env, embedded.environment);
  const table = createTable(embedded.environment.TABLE_NAME ?? '');
  const warm = createPlans(table);
  await warm.add(plan, 'bench');
  try {
    print(
      'Plan in a function',
      await measure(
        [
          { name: 'warm: the list of versions read, the plan kept', run: () => warm.latest() },
          {
            name: 'cold: plan read, unpacked and indexed',
            run: async () => {
              const latest = await createPlans(table).latest();
              return latest && createLookup(latest.plan);
            },
          },
        ],
        rounds,
      ),
    );
  } finally {
    table.client.destroy();
    await embedded.stop();
  }
}
