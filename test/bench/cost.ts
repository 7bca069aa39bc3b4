import { writeFileSync } from 'node:fs';
import { MEASURED_FILE, type Measured } from '../../infra/cost/measured.ts';
import { costOf, costText } from '../../infra/cost/text.ts';
import { measureWorld } from './cost-world.ts';

const OFFICES = [59, 590];
const INDICATORS = [15, 150];

/** Measures the requests of each activity in four worlds and keeps them: `npm run cost` prices by them. */
export async function benchCost(): Promise<void> {
  const worlds: Measured['worlds'] = [];
  for (const offices of OFFICES)
    for (const indicators of INDICATORS) {
      worlds.push(await measureWorld(offices, indicators));
      process.stdout.write(`\nMeasured: ${offices} offices, ${indicators} indicators\n`);
    }
  const measured: Measured = { measuredOn: new Date().toISOString().slice(0, 10), worlds };
  writeFileSync(MEASURED_FILE, `${JSON.stringify(measured, null, 2)}\n`);
  const scale = { offices: 590, indicators: 150, reports: 400, files: 2, months: 3 };
  process.stdout.write(`${costText(costOf(scale, measured))}\n`);
}
