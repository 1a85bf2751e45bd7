/** Runs the mocha suite inside the extension host of a VS Code from npm, and judges the result by more than its exit code. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { provisionBrowser, provisionHost, startHost, temporaryFolder } from '../../scripts/vscode-host.mjs';
import { LINE_MARK, type SuiteResult } from './suite/result.ts';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const vsix = join(root, 'interleave.vsix');

/** Off the network but for this machine, and without what a headless window does not need. */
const CHROMIUM_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: provisionBrowser(),
    args: CHROMIUM_FLAGS,
    // Root has no sandbox to be in.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

/** A copy of the demo that tests may change. */
export function copyDemo(parent: string): string {
  const folder = join(parent, 'tea-shop');
  cpSync(join(root, 'test-fixtures/demo'), folder, { recursive: true });
  return folder;
}

/** The window of a test run is one of extension development; this stands for the extension, so that it develops nothing. */
export function makeStub(parent: string): string {
  const folder = join(parent, 'stub');
  mkdirSync(folder);
  const manifest = { name: 'stub', publisher: 'interleave', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** Bundles the suite; mocha itself is found in node_modules, so the bundle stays below the repository. */
export async function bundleSuite(entry = 'client/test/suite/index.ts'): Promise<string> {
  const outfile = join(root, 'build/client-suite', `${basename(entry, '.ts')}.cjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'error',
  });
  return outfile;
}

/** What went wrong, or nothing. Exit code 0 alone says little: VS Code gives it too when its extension host dies. */
export function faults(exitCode: number, resultFile: string): string[] {
  if (!existsSync(resultFile)) return [`exit code ${exitCode}`, 'no result: the suite never began'];
  const { end, passes, failures, pending, failed }: SuiteResult = JSON.parse(readFileSync(resultFile, 'utf8'));
  return [
    ...(exitCode === 0 ? [] : [`exit code ${exitCode}`]),
    ...(end === undefined ? ['the suite did not reach its end: the extension host died or hung'] : []),
    ...(passes > 0 ? [] : ['no test passed']),
    ...(failures === 0 ? [] : [`${failures} failed`]),
    ...(pending === 0 ? [] : [`${pending} skipped`]),
    ...failed,
  ];
}

export interface SuiteRun {
  readonly isTrusted: boolean;
  /** The suite's milliseconds; then the window is closed and the run is a fault. */
  readonly limit: number;
  /** Another suite than the real one. */
  readonly entry?: string;
}

/** Runs the whole suite in one window. Returns the faults. */
export async function runSuite({ isTrusted, limit, entry }: SuiteRun): Promise<string[]> {
  const suite = await bundleSuite(entry);
  const folder = temporaryFolder();
  const resultFile = join(folder, 'result.json');
  const extensions = join(folder, 'ext');
  const host = await startHost(provisionHost(), {
    vsix,
    extensions,
    isTrusted,
    forTests: true,
    env: {
      INTERLEAVE_TEST_RESULT: resultFile,
      INTERLEAVE_TEST_EXTENSIONS: extensions,
      INTERLEAVE_TEST_TRUST: isTrusted ? 'trusted' : 'restricted',
    },
  });
  const log: string[] = [];
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser();
    const page = await browser.newPage();
    const remote = (path: string) => `vscode-remote://127.0.0.1:${host.port}${path}`;
    let timer: NodeJS.Timeout | undefined;
    const exit = new Promise<number>((resolve, reject) => {
      void page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
        const line = args.map(String).join(' ');
        log.push(`${type} ${line}`);
        if (line.startsWith(LINE_MARK)) console.log(line.slice(LINE_MARK.length));
      });
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
      timer = setTimeout(() => reject(new Error(`No end after ${limit / 1000} s.`)), limit);
      browser?.on('disconnected', () => reject(new Error('The browser ended before the suite.')));
      page.on('crash', () => reject(new Error("VS Code's window crashed.")));
      void host.ended.then(() => reject(new Error('VS Code ended before the suite.')));
    });
    await page.goto(
      host.address(copyDemo(folder), [
        ['extensionDevelopmentPath', remote(makeStub(folder))],
        ['extensionTestsPath', remote(suite)],
        ['enableProposedApi', ''],
        ['skipWelcome', 'true'],
      ]),
    );
    const code = await exit.finally(() => clearTimeout(timer));
    return faults(code, resultFile);
  } catch (error) {
    return [String(error), ...faults(1, resultFile)];
  } finally {
    writeFileSync(`${suite}.${isTrusted ? 'trusted' : 'restricted'}.log`, log.join('\n'));
    await browser?.close();
    host.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
