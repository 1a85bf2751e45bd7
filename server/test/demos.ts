/** Programs in pairs, `<name>-broken.py` and `<name>-fixed.py`, that say in their docstring what they print and how they fail. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

export interface Demo {
  /** Relative to the folder that was read, with forward slashes. */
  readonly path: string;
  readonly source: string;
  readonly docstring: string;
  /** The last line on stdout. */
  readonly expected: string;
  /** The last line on stderr; empty where the demo must succeed. */
  readonly failsWith: string;
}

/** The demos in a folder, sorted by path; none if it does not exist. */
export function readDemos(folder: string): readonly Demo[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.py')) : [];
  return names.sort().map((name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    const docstring = /^"""([\s\S]*?)"""\n/.exec(source)?.[1] ?? '';
    return {
      path: name,
      source,
      docstring,
      expected: /^expected: (.*)$/m.exec(docstring)?.[1] ?? '',
      failsWith: /^fails with: (.*)$/m.exec(docstring)?.[1] ?? '',
    };
  });
}

/** The demos that are neither the broken nor the fixed one of a pair. */
export function twinless(demos: readonly Demo[]): readonly string[] {
  const paths = demos.map(({ path }) => path);
  return paths.filter((path) => {
    const [, stem, kind] = /^(.+)-(broken|fixed)\.py$/.exec(path) ?? [];
    return !paths.includes(`${stem}-${kind === 'broken' ? 'fixed' : 'broken'}.py`);
  });
}

/** Runs the demo that stands at `path` and compares what it prints and how it ends with what its docstring says. */
export async function expectToSay(command: string, path: string, demo: Demo): Promise<void> {
  expect(demo.docstring).toMatch(/^[^\n]+[.?]\n\n/);
  expect(demo.expected).not.toBe('');
  expect(demo.failsWith === '').toBe(demo.path.endsWith('-fixed.py'));

  const { code, stdout, stderr } = await run(command, [path]);
  expect({ printed: lastLine(stdout), error: lastLine(stderr), code }, stderr).toEqual({
    printed: demo.expected,
    error: demo.failsWith,
    code: demo.failsWith === '' ? 0 : 1,
  });
}

/** The Python that runs the demos: `INTERLEAVE_PYTHON` or `python3`, 3.11 or later. */
export async function findPython(): Promise<{ readonly command: string; readonly version: string }> {
  const command = process.env.INTERLEAVE_PYTHON ?? 'python3';
  const question = 'import sys; print("%d.%d" % sys.version_info[:2], sys.executable)';
  const [, version = '', executable = ''] = /^(\S+) (.+)$/m.exec((await run(command, ['-c', question])).stdout) ?? [];
  if (!/^3\.(1[1-9]|[2-9]\d)$/.test(version)) {
    throw new Error(
      `The demos need Python 3.11 or later, but '${command}' is ${version === '' ? 'missing' : version}. ` +
        'Install it (Debian and Ubuntu: apt-get install python3; macOS: brew install python3; ' +
        'others: https://www.python.org/downloads/) or set INTERLEAVE_PYTHON to the path of one.',
    );
  }
  return { command: executable, version };
}

interface Outcome {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program for at most ten seconds; a missing program gives code 'ENOENT'. */
export function run(command: string, args: readonly string[]): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PYTHON'));
  // A free-threaded build runs the demos with its GIL on: what some of them show needs it.
  const env = { ...Object.fromEntries(inherited), PYTHON_GIL: '1', PYTHONUTF8: '1' };
  return new Promise((done) => {
    execFile(command, args, { env, timeout: 10_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.killed === true ? 'timed out' : (error.code ?? 'killed');
      done({ code, stdout, stderr });
    });
  });
}

export const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
