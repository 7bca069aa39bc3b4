import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** Chromium on this machine: how to start it. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: readonly string[];
  /** Where its own libraries and fonts are. */
  readonly env: Readonly<Record<string, string>>;
}

const Package = z.object({ version: z.string() });

/** The variables the package reads when it is imported and when it unpacks. */
const READ_BY_PACKAGE = ['AWS_EXECUTION_ENV', 'TMPDIR', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'];

async function withEnvironment<T>(changes: Readonly<Record<string, string>>, action: () => Promise<T>): Promise<T> {
  const before = READ_BY_PACKAGE.map((name) => ({ name, value: process.env[name] }));
  Object.assign(process.env, changes);
  try {
    return await action();
  } finally {
    for (const { name, value } of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

async function packagedVersion(): Promise<string> {
  const manifest = findPackageJSON('@sparticuz/chromium', import.meta.url);
  if (manifest === undefined) throw new Error('The package @sparticuz/chromium is not installed');
  return Package.parse(JSON.parse(await readFile(manifest, 'utf8'))).version;
}

/** Unpacked aside and moved into place whole, so that processes starting together never see half a browser. */
function moveIntoPlace(unpacked: string, folder: string): void {
  try {
    renameSync(unpacked, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'chromium'))) throw error;
    rmSync(unpacked, { recursive: true, force: true });
  }
}

async function install(): Promise<Chromium> {
  const folder = join(tmpdir(), `jalon-chromium-${await packagedVersion()}`);
  mkdirSync(tmpdir(), { recursive: true });
  const unpacked = existsSync(join(folder, 'chromium')) ? folder : mkdtempSync(`${folder}-`);
  // A machine without NSS and its kind gets the libraries the package carries only if it looks like Lambda.
  const lambda = { AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV ?? 'AWS_Lambda_nodejs24.x', TMPDIR: unpacked };
  const args = await withEnvironment(lambda, async () => {
    const { default: chromium } = await import('@sparticuz/chromium');
    chromium.setGraphicsMode = false;
    await chromium.executablePath();
    return chromium.args;
  });
  if (unpacked !== folder) {
    writeFileSync(join(unpacked, 'fonts', 'fonts.conf'), fontConfiguration(folder));
    moveIntoPlace(unpacked, folder);
  }
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH ?? ''].filter((path) => path !== '');
  return {
    executablePath: join(folder, 'chromium'),
    args,
    env: {
      LD_LIBRARY_PATH: libraries.join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      HOME: process.env.HOME ?? folder,
    },
  };
}

/** The package's own configuration looks in fixed folders; without any font Chromium lays out no text, embedded fonts or not. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>
`;
}

let installed: Promise<Chromium> | null = null;

/** Unpacks the packaged Chromium once for this machine and version. */
export function installChromium(): Promise<Chromium> {
  installed ??= install().catch((error: unknown) => {
    installed = null;
    throw error;
  });
  return installed;
}
