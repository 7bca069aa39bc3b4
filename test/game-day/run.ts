import { parseArgs } from 'node:util';
import { templateAlarms } from './alarms.ts';
import { BREAKS } from './breaks.ts';
import { live } from './day.ts';
import { judge, type Told, toldText } from './told.ts';

const HELP = `Usage: npm run game-day -- [options]

Lives two days of offices and headquarters on the embedded AWS, on a clock of its own, once in quiet and then once for each part that may
break: which alarm of the stack goes off and after how long, by its own definition in the template; what people notice; whether after the
runbook's recovery all is as after the quiet days.

Options
  --only TEXT   only the parts whose name has this in it
  -h, --help    this text

Not measured here, as nothing of this machine tells them: the rates of bounces and complaints, and the cost.

Exit status: 0 all went as expected, 1 something did not, 2 wrong arguments.
`;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

function readOptions() {
  try {
    return parseArgs({
      options: { only: { type: 'string', default: '' }, help: { type: 'boolean', short: 'h', default: false } },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    process.exit(2);
  }
}

/** Gives the exit status. */
async function run(only: string): Promise<0 | 1 | 2> {
  const breaks = BREAKS.filter(({ part }) => part.toLowerCase().includes(only.toLowerCase()));
  if (breaks.length === 0) {
    process.stderr.write(`No part is named ${only}: ${[...new Set(BREAKS.map(({ part }) => part))].join(', ')}\n`);
    return 2;
  }
  process.env.LOG_LEVEL = 'silent';
  const alarms = templateAlarms();
  const quiet = await live(alarms, null);
  const told: Told[] = [];
  for (const broken of breaks) {
    process.stderr.write(`${broken.part}: ${broken.how}…\n`);
    told.push(judge(broken, await live(alarms, broken), quiet.left));
  }
  say(toldText(told));
  for (const { alarm } of quiet.fired) say(`In quiet, ${alarm} went off.`);
  return quiet.fired.length > 0 || told.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
}

const { only, help } = readOptions();
if (help) say(HELP);
else process.exitCode = await run(only);
