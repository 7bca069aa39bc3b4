import { execFile, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createPlans } from '../../functions/aws/plans.ts';
import { createTable } from '../../functions/aws/table.ts';
import { sqsEvent } from '../../infra/local/sqs-event.ts';
import { startTestAws } from '../support/embedded.ts';
import { minimalPlan } from '../support/plan.ts';
import { ROOT } from './synthesised.ts';

const MEGABYTE = 1_000_000;

const folder = mkdtempSync(join(tmpdir(), 'jalon-synth-'));
const output = join(folder, 'cdk.out');

/** What a plain shell has: no packages of the project on the path, no account, no network, no Docker. */
const plainShell = {
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((part) => !part.includes('node_modules'))
    .join(delimiter),
  HOME: folder,
  TMPDIR: folder,
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  AWS_EC2_METADATA_DISABLED: 'true',
  CDK_DOCKER: 'docker-is-not-needed',
};

const Functions = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z
        .object({
          Code: z.object({ S3Key: z.string() }),
          Description: z.string(),
          Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
        })
        .nullable()
        .catch(null),
    }),
  ),
});

interface Bundle {
  readonly folder: string;
  /** As the template sets them; what only a deployment knows has a stand-in. */
  readonly variables: Readonly<Record<string, string>>;
}

function readBundles(): Map<string, Bundle> {
  const { Resources } = Functions.parse(JSON.parse(readFileSync(join(output, 'jalon.template.json'), 'utf8')));
  return new Map(
    Object.values(Resources).flatMap(({ Type, Properties }) =>
      Type === 'AWS::Lambda::Function' && Properties
        ? [
            [
              Properties.Description.replace('Jalon: ', ''),
              {
                folder: join(output, `asset.${Properties.Code.S3Key.replace('.zip', '')}`),
                variables: Object.fromEntries(
                  Object.entries(Properties.Environment.Variables).map(([name, value]) => [
                    name,
                    typeof value === 'string' ? value : 'set@agency.example',
                  ]),
                ),
              },
            ] as const,
          ]
        : [],
    ),
  );
}

const sizeOf = (path: string): number =>
  globSync('**', { cwd: path })
    .map((name) => statSync(join(path, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);

/** Bytes of the first file and of all it imports, but for what it asks for by `import()` when it is needed. */
function loadedToStart({ folder }: Bundle): number {
  const files = new Set([join(folder, 'index.mjs')]);
  let bytes = 0;
  for (const file of files) {
    const code = readFileSync(file, 'utf8');
    bytes += code.length;
    for (const [, path = ''] of code.matchAll(/\b(?:from|import)\s*"(\.[^"]+)"/g)) files.add(join(dirname(file), path));
  }
  return bytes;
}

let bundles = new Map<string, Bundle>();
const bundleOf = (step: string): Bundle => {
  const bundle = bundles.get(step);
  if (!bundle) throw new Error(`No function for ${step}`);
  return bundle;
};

/** Runs a module's text in Node 24 in the bundle's folder, away from the packages of the project; gives what it printed. */
function runIn(bundle: Bundle, code: string): { readonly printed: string; readonly errors: string } {
  const places = { TEMPLATES_DIR: join(bundle.folder, 'templates'), FONTS_DIR: join(bundle.folder, 'node_modules') };
  const env = { ...plainShell, ...bundle.variables, ...places, NODE_OPTIONS: '', AWS_REGION: 'eu-west-1' };
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: bundle.folder,
    env,
    encoding: 'utf8',
  });
  return { printed: run.stdout.trim(), errors: run.stderr };
}

describe('npx cdk synth', { timeout: 240_000 }, () => {
  beforeAll(() => {
    const run = spawnSync('npx', ['cdk', 'synth', '--quiet', '--output', output], {
      cwd: ROOT,
      env: plainShell,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(`${run.stdout}\n${run.stderr}`);
    bundles = readBundles();
  }, 240_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('makes a function of every step from a plain shell', () => {
    expect([...bundles.keys()].sort()).toEqual([
      ...[
        'aggregate',
        'bounces',
        'canary',
        'dispatch',
        'ingest',
        'links',
        'plan',
        'remind',
        'report',
        'upload',
        'workbook',
      ],
    ]);
  });

  it.each([
    'plan',
    'ingest',
    'aggregate',
    'dispatch',
    'remind',
    'links',
    'report',
    'upload',
    'workbook',
    'bounces',
    'canary',
  ])('%s starts from its package alone', (step) => {
    const { printed, errors } = runIn(bundleOf(step), `console.log(typeof (await import('./index.mjs')).handler)`);
    expect({ printed, errors }).toEqual({ printed: 'function', errors: '' });
  });

  it.each(['plan', 'ingest', 'report', 'workbook', 'bounces'])(
    '%s handles an empty batch with the variables it is given',
    (step) => {
      const code = `const { handler } = await import('./index.mjs'); console.log(JSON.stringify(await handler({ Records: [] })))`;
      const { printed, errors } = runIn(bundleOf(step), code);
      expect({ printed, errors }).toEqual({ printed: '{"batchItemFailures":[]}', errors: '' });
    },
  );

  it.each([
    ['plan', 0.65],
    ['ingest', 0.65],
    ['aggregate', 0.33],
    ['dispatch', 0.36],
    ['remind', 0.7],
    ['links', 0.7],
    ['report', 1],
    ['upload', 0.7],
    ['workbook', 0.6],
    ['bounces', 0.36],
    ['canary', 0.4],
  ])('%s loads less than %d MB of code before its first event', (step, megabytes) => {
    const size = loadedToStart(bundleOf(step));
    expect(size).toBeGreaterThan(0.2 * MEGABYTE);
    expect(size).toBeLessThan(megabytes * MEGABYTE);
  });

  it('no package is more than Lambda unpacks, 250 MB', () => {
    for (const bundle of bundles.values()) expect(sizeOf(bundle.folder)).toBeLessThan(250 * MEGABYTE);
  });

  it('the workbook function writes a workbook with its package alone', async () => {
    const aws = await startTestAws();
    try {
      await createPlans(createTable(aws.embedded.environment.TABLE_NAME ?? '')).add(minimalPlan(), '1');
      const body = JSON.stringify({ orgUnit: 'KEN', period: '2025-Q4' });
      const event = sqsEvent([{ MessageId: 'one', Body: body }], aws.embedded.queues.workbook.arn, 'eu-west-1');
      const code = `const { handler } = await import('./index.mjs'); console.log(JSON.stringify(await handler(${JSON.stringify(event)})))`;
      const { folder } = bundleOf('workbook');
      const env = { ...plainShell, ...aws.embedded.environment, TEMPLATES_DIR: join(folder, 'templates') };
      // Not waited for by blocking: the embedded AWS answers from this process.
      const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, env });
      expect((await run).stdout).toContain('{"batchItemFailures":[]}');
      const head = aws.s3.send(new HeadObjectCommand({ Bucket: aws.bucket, Key: 'workbooks/KEN/2025-Q4.en.xlsx' }));
      expect((await head).ContentLength).toBeGreaterThan(5000);
    } finally {
      await aws.stop();
    }
  });

  it.each(['plan', 'ingest', 'remind', 'report', 'workbook'])('%s has the templates beside it', (step) => {
    expect(existsSync(join(bundleOf(step).folder, 'templates'))).toBe(true);
  });

  it('the report function unpacks the browser it carries', () => {
    const code = `const { default: chromium } = await import('@sparticuz/chromium'); console.log(await chromium.executablePath())`;
    const { printed, errors } = runIn(bundleOf('report'), code);
    expect(errors).toBe('');
    expect(statSync(printed).size).toBeGreaterThan(100 * MEGABYTE);
  });

  it('the report function carries the Latin and Arabic fonts', () => {
    const modules = join(bundleOf('report').folder, 'node_modules', '@fontsource');
    const fonts = globSync('*/files/*', { cwd: modules });
    expect(fonts).toEqual(
      expect.arrayContaining([
        join('noto-sans', 'files', 'noto-sans-latin-400-normal.woff2'),
        join('noto-sans', 'files', 'noto-sans-latin-ext-600-normal.woff2'),
        join('noto-sans-arabic', 'files', 'noto-sans-arabic-arabic-700-normal.woff2'),
      ]),
    );
  });
});

describe('a wrong setting', () => {
  it('is named, without a stack trace, and nothing is synthesised', () => {
    const context = JSON.stringify({ dispatchHour: '25', timeZone: 'Mars' });
    const cloud = mkdtempSync(join(tmpdir(), 'jalon-wrong-'));
    const run = spawnSync(process.execPath, [join(ROOT, 'infra', 'app.ts')], {
      env: { ...plainShell, CDK_CONTEXT_JSON: context, CDK_OUTDIR: cloud },
      encoding: 'utf8',
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toBe(
      [
        'Context "dispatchHour" wants a full hour from 0 to 23; found "25".',
        'Context "timeZone" wants the IANA name of a time zone, such as Europe/Zurich; found "Mars".',
        '',
      ].join('\n'),
    );
    expect(existsSync(join(cloud, 'manifest.json'))).toBe(false);
    rmSync(cloud, { recursive: true });
  });
});
