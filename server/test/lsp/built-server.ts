/** Builds what users get, once for all test files that ask for the same sources. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const builds = join(root, 'build/language-server');
const SOURCES = ['client/src', 'grammars', 'rules', 'scripts', 'server/src', 'package.json', 'package-lock.json'];

/** The folder of the build; those of older sources are removed after a day. */
export function builtServer(): string {
  const folder = join(builds, stateOf(SOURCES));
  if (existsSync(folder)) return folder;
  mkdirSync(builds, { recursive: true });
  removeOld();
  const own = mkdtempSync(join(builds, 'new-'));
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), '--quiet', `--outdir=${own}`], { stdio: 'inherit' });
  try {
    renameSync(own, folder);
  } catch {
    // Another test file was faster.
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

/** Changes with every file that is changed, added or removed. */
function stateOf(sources: readonly string[]): string {
  const hash = createHash('sha1');
  for (const source of sources) {
    const path = join(root, source);
    const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const file of files) {
      const { mtimeMs, size } = statSync(join(path, file));
      hash.update(`${source}/${file} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex');
}

const DAY = 24 * 60 * 60 * 1000;

function removeOld(): void {
  for (const name of readdirSync(builds)) {
    const folder = join(builds, name);
    if (Date.now() - statSync(folder).mtimeMs > DAY) rmSync(folder, { recursive: true, force: true });
  }
}
