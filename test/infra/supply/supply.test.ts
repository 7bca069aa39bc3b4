import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bundleStep } from '../../../infra/constructs/bundle.ts';
import type { FunctionName } from '../../../infra/definitions.ts';
import { audited } from '../../../infra/supply/audit.ts';
import { judge } from '../../../infra/supply/compatible.ts';
import { licences } from '../../../infra/supply/licences.ts';
import { readPackages } from '../../../infra/supply/packages.ts';
import { ROOT } from '../synthesised.ts';

const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const packages = readPackages(ROOT);

const Project = z.object({
  license: z.string(),
  scripts: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const project = Project.parse(JSON.parse(text('package.json')));

/** Without a network: both say the same wherever they are run. */
const offline = {
  ...process.env,
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  NODE_OPTIONS: '',
};
const npm = (...words: string[]) => spawnSync('npm', words, { cwd: ROOT, env: offline, encoding: 'utf8' });

describe('licences', () => {
  it('of every package fit the project’s own', () => {
    expect(project.license).toBe('Apache-2.0');
    expect(text('LICENSE')).toMatch(/Apache License\s+Version 2\.0, January 2004/);
    expect(packages.length).toBeGreaterThan(500);
    expect(packages.filter((one) => judge(one).kind === 'refused')).toEqual([]);
  });

  it.each([
    ['MIT', false, 'compatible'],
    ['(MIT OR GPL-3.0-or-later)', false, 'compatible'],
    ['(MIT AND Zlib)', false, 'compatible'],
    ['MIT AND GPL-3.0-only', false, 'refused'],
    ['(MIT OR (GPL-2.0 AND ISC))', false, 'refused'],
    ['GPL-3.0-only', true, 'refused'],
    ['MPL-2.0', true, 'compatible'],
    ['MPL-2.0', false, 'refused'],
    ['SEE LICENSE IN LICENSE.md', false, 'refused'],
    [null, true, 'refused'],
  ])('%s is judged, for tools alone %s: %s', (licence, dev, kind) => {
    expect(judge({ name: 'some', version: '1.0.0', licence, dev })).toMatchObject({ kind });
  });

  it('are listed with what is wrong, and told by the exit status', () => {
    const some = { name: 'some', version: '1.0.0', licence: 'GPL-3.0-only', dev: false };
    const { text, status } = licences([...packages, { ...some, hasInstallScript: false, integrity: null, needs: [] }], {
      json: false,
    });
    expect(status).toBe(1);
    expect(text).toMatch(/some 1\.0\.0 +GPL-3\.0-only {2}✖ GPL-3\.0-only is not among/);
    expect(text).toMatch(/^some 1\.0\.0: take another package/m);
    const { stdout, status: own } = npm('run', '-s', 'licences', '--', '--json');
    expect(own).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(packages.length);
    expect(npm('run', '-s', 'licences', '--', '--jsno').status).toBe(2);
  });

  it('stand for all that is in the bundles, which hold none without a licence', { timeout: 120_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'jalon-shipped-'));
    const steps: readonly FunctionName[] = [
      ...(['plan', 'ingest', 'aggregate', 'dispatch', 'report', 'workbook', 'remind', 'links', 'upload'] as const),
    ];
    const inputs = steps.flatMap((step) => {
      const { outputs } = bundleStep(step, join(folder, step));
      return Object.values(outputs).flatMap((output) =>
        Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
      );
    });
    rmSync(folder, { recursive: true });
    const named = inputs.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
    const shipped = new Set(named);
    const runtime = new Set(packages.flatMap(({ name, dev, licence }) => (dev || licence === null ? [] : [name])));
    expect(shipped.has('exceljs')).toBe(true);
    expect([...shipped].filter((name) => !runtime.has(name))).toEqual([]);
  });
});

describe('npm run sbom', () => {
  const Bom = z.object({
    bomFormat: z.literal('CycloneDX'),
    specVersion: z.literal('1.5'),
    components: z.array(
      z.object({
        'bom-ref': z.string(),
        name: z.string(),
        version: z.string(),
        purl: z.string().startsWith('pkg:npm/'),
        licenses: z.array(z.json()).optional(),
        hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
      }),
    ),
    dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
  });
  const { stdout, status } = npm('run', '-s', 'sbom');
  const bom = Bom.parse(JSON.parse(stdout));
  const runtime = packages.filter(({ dev }) => !dev);
  const named = (list: readonly { name: string; version: string }[]) =>
    [...new Set(list.map(({ name, version }) => `${name}@${version}`))].sort();

  it('lists all that the functions are built of, without asking the registry', () => {
    expect(status).toBe(0);
    expect(named(bom.components)).toEqual(named(runtime));
    expect(named(bom.components)).toEqual(expect.arrayContaining([expect.stringMatching(/^zod@/)]));
  });

  it('tells the licence of each that states one, and what its archive has to be', () => {
    const without = bom.components.filter(({ licenses }) => licenses === undefined);
    expect(named(without)).toEqual(named(runtime.filter(({ licence }) => licence === null)));
    for (const { hashes } of bom.components)
      expect(hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }]);
  });

  it('knows packages as npm’s own list does, and leads from the project to every one of them', {
    timeout: 60_000,
  }, () => {
    const own = npm('sbom', '--sbom-format', 'cyclonedx');
    const { components } = Bom.pick({ components: true }).parse(JSON.parse(own.stdout));
    const known = new Set(components.map(({ purl }) => purl));
    expect(bom.components.filter(({ purl }) => !known.has(purl))).toEqual([]);
    const needs = new Map(bom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    const reached = new Set(['jalon']);
    for (const ref of reached) for (const next of needs.get(ref) ?? []) reached.add(next);
    expect([...reached].sort()).toEqual(['jalon', ...bom.components.map((one) => one['bom-ref'])].sort());
  });
});

describe('npm run audit', () => {
  it('says that nothing is known where the registry offers none', () => {
    for (const printed of ['', '{"message":"405 Method Not Allowed","error":{"summary":"","detail":""}}'])
      expect(audited(printed)).toMatchObject({
        status: 1,
        text: expect.stringMatching(/^This registry offers no audit/),
      });
  });

  it('lists what is known, and is done where nothing is', () => {
    expect(audited('{"vulnerabilities":{}}')).toEqual({ status: 0, text: 'No known vulnerability.' });
    const some = { severity: 'high', range: '<2.0.0', fixAvailable: true };
    expect(audited(JSON.stringify({ vulnerabilities: { some } }))).toMatchObject({
      status: 1,
      text: expect.stringContaining('high      some <2.0.0  npm audit fix takes another version'),
    });
  });
});

describe('the lock file', () => {
  it('has no package with an install script that package.json does not approve or refuse by name', () => {
    const scripted = packages.flatMap(({ name, hasInstallScript }) => (hasInstallScript ? [name] : []));
    expect(Object.keys(project.allowScripts).sort()).toEqual([...new Set(scripted)].sort());
  });

  it('names no registry', () => {
    expect(text('package-lock.json')).not.toContain('"resolved"');
  });
});

describe('renovate.json', () => {
  it('groups packages that the project has', () => {
    const Rules = z.object({
      rangeStrategy: z.literal('pin'),
      packageRules: z.array(z.object({ groupName: z.string(), matchPackageNames: z.array(z.string()) })),
    });
    const own = Object.keys({ ...project.dependencies, ...project.devDependencies });
    for (const { matchPackageNames } of Rules.parse(JSON.parse(text('renovate.json'))).packageRules)
      for (const pattern of matchPackageNames)
        expect(
          own.filter((name) => pattern === '*' || matchesGlob(name, pattern)),
          pattern,
        ).not.toEqual([]);
  });
});

describe.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'])('%s', (path) => {
  it('names no script that is not there', () => {
    const scripts = [...text(path).matchAll(/\bnpm run (?:-s )?([a-z-]+)/g)].map(([, name = '']) => name);
    expect(scripts.filter((name) => project.scripts[name] === undefined)).toEqual([]);
  });
});
