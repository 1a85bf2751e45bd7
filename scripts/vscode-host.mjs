/** Starts a real VS Code without a desktop one: the workbench and extension host from npm, in any Chrome as the window. */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** code-server 4.139.1 carries VS Code 1.139.1, which needs Node 24. */
const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge'];
const APT = ['apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'];

/**
 * Installs the host's pinned packages into the user's cache folder, once for every clone.
 *
 * @returns {{ node: string, server: string }} the Node that the host needs and its `server-main.js`
 */
export function provisionHost() {
  if (process.platform !== 'linux') {
    throw new Error(
      `The VS Code from npm runs on Linux only, not on ${process.platform}. ` +
        "With a desktop VS Code: 'npm start' uses the 'code' on the PATH, and 'npm run test:desktop' runs the tests.",
    );
  }
  const node = `node-linux-${process.arch}`;
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'interleave');
  const folder = join(cache, `vscode-host-${CODE_SERVER}-node-${NODE}-${process.arch}`);
  const host = {
    node: join(folder, 'node_modules', node, 'bin/node'),
    server: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
  if (existsSync(folder)) return host;

  console.log(`Installing VS Code from npm into ${folder} (780 MB, once) …`);
  const began = Date.now();
  // Made beside its place and moved there when complete: whoever interrupts this leaves nothing that looks finished.
  const unfinished = `${folder}.${process.pid}`;
  const removeUnfinished = () => rmSync(unfinished, { recursive: true, force: true });
  process.on('exit', removeUnfinished);
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, 'package.json'), '{ "private": true }\n');
  npm(unfinished, `code-server@${CODE_SERVER}`, `${node}@${NODE}`);
  npm(join(unfinished, 'node_modules/code-server/lib/vscode'));
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another run was faster; its folder is as good.
    if (!existsSync(host.server)) throw error;
  }
  removeUnfinished();
  process.off('exit', removeUnfinished);
  console.log(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
  return host;
}

/** @param {string} cwd @param {string[]} packages */
function npm(cwd, ...packages) {
  // Their install scripts want a compiler; nothing they build is needed here.
  const options = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...options, ...packages], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The Chrome, Chromium or Edge on the PATH; on Debian, root may have one installed. @returns {string} */
export function provisionBrowser() {
  const found = onPath(BROWSERS);
  if (found !== undefined) return found;
  const command = APT.join(' ');
  if (process.getuid?.() !== 0 || onPath(['apt-get']) === undefined) {
    throw new Error(
      `The tests need a Chrome, Chromium or Edge on the PATH as VS Code's window (looked for ${BROWSERS.join(', ')}). ` +
        `On Debian: sudo ${command}`,
    );
  }
  console.log(`No browser on the PATH. Running as root, so: ${command}`);
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  try {
    execFileSync('apt-get', APT.slice(1), /** @type {import('node:child_process').ExecFileSyncOptions} */ (options));
  } catch {
    // A fresh machine has no package lists yet.
    execFileSync('apt-get', ['update'], { stdio: 'inherit' });
    execFileSync('apt-get', APT.slice(1), /** @type {import('node:child_process').ExecFileSyncOptions} */ (options));
  }
  const installed = onPath(BROWSERS);
  if (installed === undefined) throw new Error(`'${command}' ran, and still there is no browser on the PATH.`);
  return installed;
}

/** The first of these programs that can be run. @param {readonly string[]} names @returns {string | undefined} */
export function onPath(names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  }
  return undefined;
}

/**
 * Gone at the latest when this process ends. Short-named, since VS Code makes sockets in it, whose paths may have 107 bytes.
 *
 * @returns {string}
 */
export function temporaryFolder() {
  if (temporary.length === 0) {
    process.on('exit', () => {
      for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
    });
  }
  const folder = mkdtempSync(join(tmpdir(), 'il-'));
  temporary.push(folder);
  return folder;
}

/** @type {string[]} */
const temporary = [];

/** What a quiet window needs, whoever looks at it. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.showReleaseNotes': false,
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
};

/**
 * @typedef {object} HostOptions
 * @property {string} vsix the packaged extension to install
 * @property {string} [extensions] the folder to install it into; below the run's folder if not given
 * @property {Record<string, unknown>} [settings] user settings beside the quiet ones
 * @property {boolean} [isTrusted] whether every folder is trusted without asking; otherwise Restricted Mode
 * @property {boolean} [forTests] whether the window takes the paths of a test suite
 * @property {Record<string, string>} [env] environment variables of the extension host
 *
 * @typedef {object} RunningHost
 * @property {string} folder short-named, removed when the host stops
 * @property {number} port
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} address
 * @property {() => void} stop ends everything that was started
 * @property {Promise<void>} ended resolves when the host has ended, by itself too
 * @property {() => string} output what it wrote so far
 */

/**
 * Starts the host on a free port of this machine alone, behind a random token: whoever opens the address can run code.
 *
 * @param {{ node: string, server: string }} host
 * @param {HostOptions} options
 * @returns {Promise<RunningHost>}
 */
export async function startHost(host, options) {
  const { vsix, settings = {}, isTrusted = false, forTests = false } = options;
  const folder = temporaryFolder();
  const paths = [
    ...['--server-data-dir', join(folder, 'server'), '--user-data-dir', join(folder, 'user')],
    ...['--extensions-dir', options.extensions ?? join(folder, 'ext')],
  ];
  mkdirSync(join(folder, 'home'));
  const allSettings = JSON.stringify({ ...SETTINGS, ...settings }, undefined, 2);
  for (const place of ['server/data/User', 'user/User']) {
    mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(join(folder, place, 'settings.json'), allSettings);
  }
  const env = {
    ...process.env,
    ...options.env,
    HOME: join(folder, 'home'),
    TMPDIR: folder,
    XDG_RUNTIME_DIR: folder,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };

  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  const stop = () => {
    process.off('exit', stop);
    // The group has the extension host, the language server and the terminals too.
    if (child?.pid !== undefined) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // All of them are gone.
      }
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', stop);

  try {
    const install = [host.server, ...paths, '--install-extension', vsix, '--force'];
    execFileSync(host.node, install, { env, stdio: ['ignore', 'ignore', 'pipe'] });

    // In a file that only this user can read; arguments can be seen by all.
    const token = randomBytes(16).toString('hex');
    writeFileSync(join(folder, 'token'), token);
    child = spawn(
      host.node,
      [
        ...[
          host.server,
          ...paths,
          '--host',
          '127.0.0.1',
          '--port',
          '0',
          '--connection-token-file',
          join(folder, 'token'),
        ],
        ...['--accept-server-license-terms', '--disable-telemetry', '--disable-experiments'],
        ...(isTrusted ? ['--disable-workspace-trust'] : []),
        // Without the driver the window opens and no test ever runs.
        ...(forTests ? ['--enable-smoke-test-driver', '--enable-proposed-api'] : []),
      ],
      { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const { port, output } = await listeningPort(child);
    const ended = new Promise((resolve) => child?.once('exit', () => resolve(undefined)));
    return {
      folder,
      port,
      output,
      stop,
      ended: /** @type {Promise<void>} */ (ended),
      address: (workspace, payload = []) => {
        const query = new URLSearchParams({ tkn: token, folder: workspace });
        if (payload.length > 0) query.set('payload', JSON.stringify(payload));
        return `http://127.0.0.1:${port}/?${query}`;
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<{ port: number, output: () => string }>} */
function listeningPort(child) {
  let text = '';
  return new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ chunk) => {
      text += chunk.toString();
      const match = /Web UI available at \S+?:(\d+)/.exec(text);
      if (match !== null) resolve({ port: Number(match[1]), output: () => text });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`VS Code ended with ${code} before it listened:\n${text}`)));
  });
}
