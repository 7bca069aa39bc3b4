import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundle, bundleStep, ROOT } from '../../infra/constructs/bundle.ts';
import { FUNCTIONS, loadedAtStart } from '../support/loaded-at-start.ts';
import { type Case, measureValues } from './measure.ts';

/** What each is held to: how much is loaded before the first event, and how long that takes against the empty handler. */
const MOST_BYTES = 1_000_000;
const MOST_RATIO = 1.5;

/** The client that each package of the SDK is there for. */
const CLIENTS: Readonly<Record<string, string>> = {
  '@aws-sdk/client-dynamodb': 'DynamoDBClient',
  '@aws-sdk/client-s3': 'S3Client',
  '@aws-sdk/client-sesv2': 'SESv2Client',
  '@aws-sdk/client-sqs': 'SQSClient',
};

const bytesOf = (outputs: Metafile['outputs']): number =>
  Object.values(outputs).reduce((sum, { bytes }) => sum + bytes, 0);

function clientsIn(loaded: Metafile['outputs']): readonly string[] {
  const inputs = Object.values(loaded).flatMap((output) => Object.keys(output.inputs));
  return Object.keys(CLIENTS).filter((name) => inputs.some((input) => input.includes(`node_modules/${name}/`)));
}

/** A handler that does nothing, with the clients of another. */
function emptyHandler(clients: readonly string[]): string {
  const imports = clients.map((name) => `import { ${CLIENTS[name]} } from '${name}';`);
  const made = clients.map((name) => `new ${CLIENTS[name]}({})`);
  return `${imports.join('\n')}\nexport const handler = async () => [${made.join(', ')}];\n`;
}

/** Milliseconds that a fresh Node takes to load a module, by its own clock: starting Node is not in it. */
function loading(file: string): number {
  const timed = `const start = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - start);`;
  const args = ['--input-type=module', '-e', timed];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${file} does not load: ${stderr}`);
  return Number(stdout);
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} KB`;

/** What each function loads before its first event, and how long that takes against a handler that does nothing with the same SDK clients. */
export async function benchBundles(rounds: number): Promise<void> {
  // Under the project, where the empty handlers find the packages.
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'out', 'bundles-'));
  try {
    process.stdout.write(
      `\nEach function as it is deployed: what it loads to start, and against a handler that does nothing with the same SDK clients\n`,
    );
    for (const step of FUNCTIONS) {
      const output = join(folder, step);
      const meta = bundleStep(step, output);
      const loaded = loadedAtStart(meta);
      const clients = clientsIn(loaded);
      const source = join(folder, `${step}-empty.ts`);
      writeFileSync(source, emptyHandler(clients));
      const floor = bundle(source, join(folder, `${step}-empty`));
      const at = (name: string): Case => ({ name, run: () => loading(join(folder, name, 'index.mjs')) });
      const [empty, own] = await measureValues([at(`${step}-empty`), at(step)], rounds);
      const start = bytesOf(loaded);
      const ratio = (own ?? 0) / (empty ?? 1);
      const missed = start > MOST_BYTES || ratio > MOST_RATIO;
      const sizes = `${kilobytes(start).padStart(8)} of ${kilobytes(bytesOf(meta.outputs)).padStart(8)} (${kilobytes(bytesOf(loadedAtStart(floor)))} of them the clients)`;
      const time = `${(own ?? 0).toFixed(0)} ms, ${ratio.toFixed(2)}`;
      process.stdout.write(
        `  ${step.padEnd(10)} ${sizes}  ${time}${missed ? `  over the goal: ${kilobytes(MOST_BYTES)}, ${MOST_RATIO}` : ''}\n`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
