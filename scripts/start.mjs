/** `npm start`: builds and packages the extension, and opens VS Code with it on a fresh copy of the demo. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPath, provisionHost, startHost, temporaryFolder } from './vscode-host.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

console.log('Building and packaging the extension …');
for (const [script = '', ...options] of [['build.mjs', '--quiet'], ['package.mjs']]) {
  // What they list is of no interest here; what fails, they say on standard error.
  execFileSync(process.execPath, [join(root, 'scripts', script), ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
}
const vsix = join(root, 'interleave.vsix');

// A copy, so that fixes tried out there leave the repository as it was, and the next start finds the pitfalls again.
const demo = join(temporaryFolder(), 'tea-shop');
cpSync(join(root, 'test-fixtures/demo'), demo, { recursive: true });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit());

const desktop = process.argv.includes('--browser') ? undefined : desktopCode();
try {
  if (desktop === undefined) await openInBrowser();
  else await openOnDesktop(desktop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** The desktop VS Code, if one could show a window here. */
function desktopCode() {
  const { platform, env } = process;
  // In a terminal of a remote VS Code, `code` only opens files; for root, the desktop VS Code does not start.
  if (env.VSCODE_IPC_HOOK_CLI || process.getuid?.() === 0) return undefined;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined;
  const inApplications = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';
  if (platform === 'darwin' && existsSync(inApplications)) return inApplications;
  return onPath([platform === 'win32' ? 'code.cmd' : 'code']);
}

/** @param {string} code */
async function openOnDesktop(code) {
  console.log(`\nOpening ${code} on a copy of test-fixtures/demo. Nothing is installed into your profile.`);
  console.log('This ends when you close its window.');
  const args = ['--wait', '--new-window', `--extensionDevelopmentPath=${root}`, demo];
  // Windows starts `.cmd` files through its shell only, which would take a path with blanks apart.
  const child =
    process.platform === 'win32'
      ? spawn(
          `"${code}"`,
          args.map((arg) => `"${arg}"`),
          { stdio: 'inherit', shell: true },
        )
      : spawn(code, args, { stdio: 'inherit' });
  await new Promise((resolve) => child.once('exit', resolve));
}

async function openInBrowser() {
  const host = await startHost(provisionHost(), { vsix, isTrusted: true });
  console.log(
    '\nVS Code runs here, with Interleave, on a copy of test-fixtures/demo. Open this address in a browser:\n',
  );
  console.log(`  ${host.address(demo)}\n`);
  console.log('Open visits.py and hold the mouse over a squiggle. Ctrl-C ends it.');
  await host.ended;
  console.log(`VS Code ended:\n${host.output()}`);
  process.exitCode = 1;
}
