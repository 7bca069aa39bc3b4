import { parseArgs } from 'node:util';
import { benchBundles } from './bundles.ts';
import { benchCost } from './cost.ts';
import { benchCycle } from './cycle.ts';
import { benchPlan } from './plan.ts';
import { benchPrinting } from './printing.ts';
import { benchReading } from './reading.ts';
import { benchReadingWorkbook } from './reading-workbook.ts';
import { benchRecompute } from './recompute.ts';
import { benchReport } from './report.ts';
import { benchRollUp } from './roll-up.ts';
import { benchSubmission } from './submission.ts';
import { benchWorkbook } from './workbook.ts';

const HELP = `Usage: npm run bench -- [options]

Medians of interleaved runs and ratios against a named peer or floor; then one reporting cycle through the embedded AWS.

Options
  --rounds N       counted rounds of each comparison   (default: 5)
  --offices N      offices of the reporting cycle      (default: 100)
  --indicators N   indicators of the reporting cycle   (default: 50)
  --only NAMES     of plan, reading, xlsx, rollup, recompute, report, printing, workbook, submission, bundles, cycle (default: all of these)
                   and full-cycle: 590 offices x 150 indicators x 12 rows
                   and cost: the requests that npm run cost prices by, kept in infra/cost/measured.json
`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    offices: { type: 'string', default: '100' },
    indicators: { type: 'string', default: '50' },
    only: {
      type: 'string',
      default: 'plan,reading,xlsx,rollup,recompute,report,printing,workbook,submission,bundles,cycle',
    },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else {
  const rounds = Number(values.rounds);
  const wanted = new Set(values.only.split(','));
  if (wanted.has('plan')) await benchPlan(rounds);
  if (wanted.has('reading')) await benchReading(rounds);
  if (wanted.has('xlsx')) await benchReadingWorkbook(rounds);
  if (wanted.has('rollup')) await benchRollUp(rounds);
  if (wanted.has('recompute')) await benchRecompute(rounds);
  if (wanted.has('report')) await benchReport(rounds);
  if (wanted.has('printing')) await benchPrinting(rounds);
  if (wanted.has('workbook')) await benchWorkbook(rounds);
  if (wanted.has('submission')) await benchSubmission();
  if (wanted.has('bundles')) await benchBundles(rounds);
  if (wanted.has('cycle')) await benchCycle(Number(values.offices), Number(values.indicators));
  if (wanted.has('cost')) await benchCost();
  if (wanted.has('full-cycle')) await benchCycle(590, 150, true);
}
