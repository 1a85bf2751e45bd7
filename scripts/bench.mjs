/** Measures Interleave beside ruff-wasm and pyright in one run: `npm run bench -- [--quick] [--json FILE]`. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { cachedRunRows, coldRunRows, perLineRows } from '../bench/command-line-rows.mjs';
import { fullAndBareRows, keystrokeRows, memoryRows } from '../bench/core-rows.mjs';
import { layOutInputs } from '../bench/inputs.mjs';
import { runProcess } from '../bench/run-process.mjs';
import { serverRows } from '../bench/server-rows.mjs';
import { printRow, rounded, verdictsOf } from '../bench/table.mjs';
import { BUNDLE_SETTINGS } from './bundle-settings.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const isQuick = options.quick;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const engine = join(root, 'dist/python.wasm');
const bundles = join(root, 'build/bench');

/** What ruff has of our subject, and what it checks when nothing is configured. */
const RUFF_RULES = { concurrency: ['B006', 'B023', 'ASYNC'], default: ['E4', 'E7', 'E9', 'F'] };
const MB = 1024 * 1024;

await build({
  ...BUNDLE_SETTINGS,
  absWorkingDir: root,
  entryPoints: ['full-and-bare', 'memory', 'keystrokes', 'server'].map((name) => `bench/${name}.ts`),
  outdir: bundles,
  external: ['@astral-sh/ruff-wasm-nodejs'],
  logLevel: 'error',
});

const inputs = layOutInputs({ isQuick });
const rows = [];
try {
  printHeader();
  for (const row of measureAll()) {
    rows.push(row);
    printRow(row);
  }
  printRow({ title: 'VSIX', unit: 'ms', note: 'Not there yet.' });
} finally {
  inputs.dispose();
}
if (options.json !== undefined) {
  const report = { date: new Date().toISOString(), versions: versions(), inputs: describeInputs(), rows };
  report.rows = rows.map((row) => ({ ...row, verdicts: verdictsOf(row) }));
  writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

function versions() {
  const { Workspace } = require('@astral-sh/ruff-wasm-nodejs');
  let commit = '';
  try {
    commit = execFileSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    // Not a clone.
  }
  return {
    interleave: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    commit,
    node: process.versions.node,
    'ruff-wasm': Workspace.version(),
    pyright: require('pyright/package.json').version,
  };
}

function describeInputs() {
  const { pythonVersion, library, sample } = inputs;
  const sizeOf = ({ files, lines, bytes }) => ({ files: files.length, lines, bytes });
  return {
    library: { python: pythonVersion, ...sizeOf(library) },
    sample: { packages: sample.packages, ...sizeOf(sample) },
    seeded: 'bench/seeded.py, in each of them',
  };
}

function printHeader() {
  const { library, sample } = describeInputs();
  const names = Object.entries(versions()).map(([name, version]) => `${name} ${version}`);
  const size = ({ files, lines, bytes }) => `${files} files, ${lines} lines, ${rounded(bytes / MB)} MB`;
  console.log(`${names.join(', ')}
${cpus().length} processors (${cpus()[0]?.model.trim()}), load ${loadavg()[0]?.toFixed(1)}
library: that of Python ${library.python} without tests and installed packages: ${size(library)}
sample: its packages ${sample.packages.join(', ')}: ${size(sample)}
Both have bench/seeded.py too. Values are medians; the spread is the lowest and the highest unless it says otherwise.
"cold" is a process started from scratch, its files in the disk cache. ruff-wasm: ${RUFF_RULES.concurrency.join(', ')}.
`);
}

function* measureAll() {
  const { library, code, seeded } = inputs;
  const { files } = library;
  const ruffRules = RUFF_RULES.concurrency;

  yield* fullAndBareRows(measureIn('full-and-bare', { files, seeded, rounds: isQuick ? 2 : 7 }));
  yield* coldRunRows(inputs, { ruffRules: RUFF_RULES, isQuick });
  yield* cachedRunRows(inputs, { ruffRules: RUFF_RULES, isQuick });
  yield* perLineRows(inputs, { isQuick });
  yield* memoryRows(measureIn('memory', { files }, ['--expose-gc']), library);

  const keystrokes = [
    { lines: 1_000, keystrokes: isQuick ? 60 : 400 },
    { lines: 10_000, keystrokes: isQuick ? 40 : 200 },
    ...(isQuick ? [] : [{ lines: 50_000, keystrokes: 60 }]),
  ];
  yield* keystrokeRows(measureIn('keystrokes', { files: code, seeded, ruffRules, sizes: keystrokes }).sizes);

  const places = [
    { lines: 1_000, places: isQuick ? 30 : 200 },
    { lines: 10_000, places: isQuick ? 20 : 100 },
    ...(isQuick ? [] : [{ lines: 50_000, places: 30 }]),
  ];
  const command = [join(root, 'dist/server.cjs'), '--stdio'];
  const settings = { command, files: code, seeded, ruffRules, starts: isQuick ? 4 : 20, sizes: places };
  yield* serverRows(measureIn('server', settings));
}

/** What one of the bundles measured, in a process of its own. */
function measureIn(name, settings, flags = []) {
  const run = runProcess(join(bundles, `${name}.cjs`), [JSON.stringify({ engine, ...settings })], { flags });
  return { ...JSON.parse(run.stdout), run };
}
