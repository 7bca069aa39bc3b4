import { rmSync } from 'node:fs';
import type { Browser as Chrome, HTTPRequest } from 'puppeteer-core';
import { installChromium } from './chromium.ts';
import { createProfile } from './profiles.ts';
import { stablePdf } from './stable-pdf.ts';

export interface Browser {
  /** A tagged, bookmarked PDF of a page; its title and language are those of the page. No scripts, no network. */
  pdf(html: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** In one process Chromium keeps the memory of every page it printed. */
const PRINTS_PER_LAUNCH = 40;
const PRINT_TIMEOUT = 60_000;
const CLOSE_TIMEOUT = 5_000;

/** What pages do past the interception of their requests, such as connecting ahead, ends at a proxy that is not there. */
const NOWHERE = [
  '--proxy-server=http://127.0.0.1:1',
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

interface Running {
  readonly chrome: Chrome;
  readonly profile: string;
  prints: number;
}

async function launch(): Promise<Running> {
  const [{ executablePath, args, env }, { default: puppeteer }] = await Promise.all([
    installChromium(),
    import('puppeteer-core'),
  ]);
  const profile = createProfile();
  const chrome = await puppeteer.launch({
    executablePath,
    args: await puppeteer.defaultArgs({ args: [...args, ...NOWHERE], headless: 'shell', userDataDir: profile }),
    headless: 'shell',
    userDataDir: profile,
    // By which it notices that its process has died, and ends too.
    pipe: true,
    env: { ...process.env, ...env },
    protocolTimeout: PRINT_TIMEOUT,
    // Puppeteer would end the process at once; who runs this one stops it in order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return { chrome, profile, prints: 0 };
}

function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Already gone, which is what is wanted.
    }
  }
}

async function shutDown({ chrome, profile }: Running): Promise<void> {
  const pid = chrome.process()?.pid;
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, CLOSE_TIMEOUT);
  await Promise.race([chrome.close().catch(() => undefined), late]);
  clearTimeout(timer);
  kill(pid);
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
}

function refuseNetwork(request: HTTPRequest): void {
  const own = request.url().startsWith('data:') || request.url() === 'about:blank';
  void (own ? request.continue() : request.abort('blockedbyclient')).catch(() => undefined);
}

async function print(chrome: Chrome, html: string): Promise<Uint8Array> {
  const page = await chrome.newPage();
  try {
    await page.setJavaScriptEnabled(false);
    await page.setRequestInterception(true);
    page.on('request', refuseNetwork);
    await page.setContent(html, { waitUntil: 'load', timeout: PRINT_TIMEOUT });
    const pdf = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
      timeout: PRINT_TIMEOUT,
    });
    return stablePdf(pdf);
  } finally {
    await page.close().catch(() => undefined);
  }
}

/** One Chromium, started at the first print and used for all, one after the other. */
export function createBrowser(): Browser {
  let running: Running | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const stop = async () => {
    const stopping = running;
    running = null;
    if (stopping) await shutDown(stopping);
  };

  const attempt = async (html: string) => {
    if (running && (!running.chrome.connected || running.prints >= PRINTS_PER_LAUNCH)) await stop();
    running ??= await launch();
    running.prints++;
    return print(running.chrome, html);
  };

  const printOrRelaunch = async (html: string) => {
    try {
      return await attempt(html);
    } catch {
      await stop();
      return attempt(html);
    }
  };

  const enqueue = <T>(action: () => Promise<T>): Promise<T> => {
    const next = queue.then(action, action);
    queue = next.catch(() => undefined);
    return next;
  };

  return { pdf: (html) => enqueue(() => printOrRelaunch(html)), close: () => enqueue(stop) };
}
