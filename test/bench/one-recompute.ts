import { DuckDBInstance } from '@duckdb/node-api';
import { GROUP_BY, monthlyPlan, monthlyTable, regionsOf } from './million.ts';
import { writePeak } from './own-peak.ts';
import { actualsOf, packedLedger, unpacked } from './recompute.ts';

/** Run as a process of its own: computes all actuals in one way and writes the peak of its resident memory in MB. */
const [how, offices, indicators] = process.argv.slice(2).flatMap((argument) => argument.split('x'));
const size = { offices: Number(offices), indicators: Number(indicators) };
const plan = monthlyPlan(size);
if (how === 'duckdb') {
  const database = await (await DuckDBInstance.create(':memory:')).connect();
  await database.run(monthlyTable(size, regionsOf(plan)));
  await database.run(`create table groups as ${GROUP_BY}`);
} else if (how === 'packed') {
  actualsOf(plan, unpacked(packedLedger(plan, size)));
} else if (how === 'entries') {
  unpacked(packedLedger(plan, size));
}
writePeak();
