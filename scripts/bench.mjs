/** Measures Interleave beside ruff-wasm and pyright in one run: `npm run bench -- [--quick] [--json FILE]`. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { layOutInputs } from '../bench/inputs.mjs';
import { runProcess } from '../bench/run-process.mjs';
import { serverRows } from '../bench/server-rows.mjs';
import { median, quantile, summarize } from '../bench/statistics.mjs';
import { printRow, rounded, verdictsOf, voidUnless, withSpread } from '../bench/table.mjs';
import { BUNDLE_SETTINGS } from './bundle-settings.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const isQuick = options.quick;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const commandLine = join(root, 'dist/cli.cjs');
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
  for (const measure of [fullAndBare, coldRuns, perLine, memory, keystrokes, server]) {
    for (const row of measure()) {
      rows.push(row);
      printRow(row);
    }
  }
  for (const title of ['the same from the cache / ruff-wasm cold', 'VSIX']) {
    printRow({ title, unit: 'ms', note: 'Not there yet.' });
  }
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

/** Our core's measurements, in a process of their own. */
function measureCore(name, settings, flags = []) {
  const run = runProcess(join(bundles, `${name}.cjs`), [JSON.stringify({ engine, ...settings })], { flags });
  return { ...JSON.parse(run.stdout), run };
}

function fullAndBare() {
  const { files } = inputs.library;
  const { rounds, seeded } = measureCore('full-and-bare', { files, seeded: inputs.seeded, rounds: isQuick ? 2 : 7 });
  const ratiosOf = (time) =>
    rounds.map(({ bare, parseModule, check }) => (parseModule[time] + check[time]) / bare[time]);
  const summary = summarize(ratiosOf('processor'));
  const [bare, parseModule, check] = ['bare', 'parseModule', 'check'].map((part) =>
    median(rounds.map((round) => round[part].processor)),
  );
  return [
    {
      id: 'full-and-bare',
      title: 'full analysis / bare parse with the same engine',
      unit: 'x',
      ...withSpread(summary),
      atLeast: 1.5,
      aim: 1.25,
      voided: voidUnless(seeded, 'interleave'),
      note: `library, compiled code, processor time, ${summary.runs} rounds (by wall time ${rounded(median(ratiosOf('wall')))} x)
bare ${rounded(bare)} ms; parse in chunks and facts ${rounded(parseModule)} ms (${rounded(parseModule / bare)} x); program and all rules ${rounded(check)} ms (${rounded(check / bare)} x)`,
    },
  ];
}

/** One cold run of our command line over a folder. */
function runInterleave({ folder, files }) {
  const args = ['check', '--no-cache', '--output-format', 'concise', '.'];
  const run = runProcess(commandLine, args, { cwd: folder, env: { NO_COLOR: '1' }, exitCodes: [0, 1, 2] });
  const checked = / in (\d+) files?, /.exec(run.stderr)?.[1];
  if (Number(checked) !== files.length)
    throw new Error(`Of ${files.length} files ${checked} were checked.\n${run.stderr}`);
  const lines = run.stdout.split('\n');
  return { ...run, seeded: lines.filter((line) => line.startsWith('seeded.py')), findings: lines.length - 1 };
}

function runRuff({ folder, files }, rules) {
  const run = runProcess(join(root, 'bench/ruff-check.cjs'), [folder, rules.join(',')]);
  const result = JSON.parse(run.stdout);
  if (result.files !== files.length) throw new Error(`ruff-wasm checked ${result.files} of ${files.length} files.`);
  return { ...run, ...result };
}

function runPyright({ folder, files }) {
  const script = require.resolve('pyright/index.js');
  const env = { PATH: inputs.noPrograms };
  const run = runProcess(script, ['--outputjson'], { cwd: folder, env, exitCodes: [0, 1] });
  const { generalDiagnostics, summary } = JSON.parse(run.stdout);
  if (summary.filesAnalyzed !== files.length) throw new Error(`pyright: ${summary.filesAnalyzed} files`);
  const seeded = generalDiagnostics.filter(({ file }) => file.endsWith('seeded.py')).map(({ rule }) => rule);
  return { ...run, seeded, findings: generalDiagnostics.length };
}

/** Runs both in turns, each first in every other turn. */
function inTurns(count, ours, theirs) {
  return Array.from({ length: count }, (_, turn) => {
    if (turn % 2 === 0) return { ours: ours(), theirs: theirs() };
    const first = theirs();
    return { theirs: first, ours: ours() };
  });
}

/** A row of two tools over the same bytes. */
function comparison({ turns, peer, ...row }) {
  const summary = summarize(turns.map(({ ours, theirs }) => theirs.milliseconds / ours.milliseconds));
  const of = (tool, part) => median(turns.map((turn) => turn[tool][part]));
  const describe = (name, tool) =>
    `${name} ${rounded(of(tool, 'milliseconds'))} ms (processor time ${rounded(of(tool, 'cpuMilliseconds'))} ms, peak memory ${rounded(of(tool, 'peakBytes') / MB)} MB, ${turns[0][tool].findings} findings)`;
  const { ours, theirs } = turns[0];
  return {
    unit: 'x faster',
    ...withSpread(summary),
    voided: voidUnless(ours.seeded, 'interleave') ?? voidUnless(theirs.seeded, peer),
    ...row,
    note: `${row.note}, ${summary.runs} runs in turns\n${describe('interleave', 'ours')}\n${describe(peer, 'theirs')}`,
  };
}

function* coldRuns() {
  const ours = () => runInterleave(inputs.library);
  const ruff = (rules) => () => runRuff(inputs.library, rules);
  // Brings the programs into the disk cache.
  runInterleave({ ...inputs.sample });
  runRuff({ ...inputs.sample }, RUFF_RULES.concurrency);
  const turns = inTurns(isQuick ? 2 : 7, ours, ruff(RUFF_RULES.concurrency));
  yield comparison({
    id: 'cold-and-ruff',
    title: 'cold command-line run / ruff-wasm cold',
    turns,
    peer: 'ruff-wasm',
    atLeast: 1.3,
    aim: 2,
    note: `library, ruff's ${RUFF_RULES.concurrency.join(', ')}`,
  });
  yield comparison({
    id: 'cold-and-ruff-default',
    title: 'the same with the rules that ruff has on by default',
    turns: inTurns(isQuick ? 1 : 3, ours, ruff(RUFF_RULES.default)),
    peer: 'ruff-wasm',
    note: `library, ruff's ${RUFF_RULES.default.join(', ')}`,
  });
  const peaks = summarize(turns.map((turn) => turn.ours.peakBytes / MB));
  yield {
    id: 'command-line-memory',
    title: 'peak memory of the command-line run',
    unit: 'MB',
    ...withSpread(peaks),
    note: `library, the whole process with its worker threads, ${peaks.runs} runs`,
  };
}

function perLine() {
  const turns = inTurns(
    isQuick ? 1 : 3,
    () => runInterleave(inputs.sample),
    () => runPyright(inputs.sample),
  );
  return [
    comparison({
      id: 'per-line-and-pyright',
      title: 'per line / pyright, cold',
      turns,
      peer: 'pyright',
      atLeast: 10,
      aim: 20,
      note: 'sample, pyright in basic mode, without an interpreter to ask',
    }),
  ];
}

function memory() {
  const { files, lines } = inputs.library;
  const { factsBytes, residentBytes, chunks, run } = measureCore('memory', { files }, ['--expose-gc']);
  return [
    {
      id: 'indexed-memory',
      title: `memory, ${lines} lines indexed`,
      unit: 'MB',
      value: run.peakBytes / MB,
      atLeast: 200,
      aim: 150,
      note: `library, peak of the whole process that parses, checks and keeps the facts of every file, 1 run\nfacts of ${chunks} chunks: ${rounded(factsBytes / MB)} MB; the process at rest: ${rounded(residentBytes / MB)} MB`,
    },
  ];
}

function* keystrokes() {
  const quickSizes = [
    { lines: 1_000, keystrokes: 60 },
    { lines: 10_000, keystrokes: 40 },
  ];
  const sizes = [
    { lines: 1_000, keystrokes: 400 },
    { lines: 10_000, keystrokes: 200 },
    { lines: 50_000, keystrokes: 60 },
  ];
  const { code, seeded } = inputs;
  const ruffRules = RUFF_RULES.concurrency;
  const settings = { files: code, seeded, ruffRules, sizes: isQuick ? quickSizes : sizes };
  const { run: _, ...measured } = measureCore('keystrokes', settings);
  for (const { lines, bytes, samples, ...found } of Object.values(measured)) {
    const of = (tool, part) =>
      quantile(
        samples.map((sample) => sample[tool]),
        part,
      );
    // The server's targets are for files of 10,000 lines.
    const isTarget = Math.round(lines / 1000) === 10;
    const file = `${lines} lines, ${rounded(bytes / MB)} MB of whole real files; ${samples.length} keystrokes, each line as likely`;
    const voided = voidUnless(found.seeded, 'interleave');
    yield {
      id: `keystroke-${lines}`,
      title: `keystroke in ${lines} lines to findings in the core, p95`,
      unit: 'ms',
      value: of('ours', 0.95),
      ...(isTarget ? { atLeast: 10, aim: 5 } : {}),
      voided,
      note: `${file}\np50 ${rounded(of('ours', 0.5))} ms, of it chunks and facts ${rounded(of('parse', 0.5))} ms; p95 ${rounded(of('ours', 0.95))} ms, of it ${rounded(of('parse', 0.95))} ms${isTarget ? '; targets are those of the whole server' : ''}`,
    };
    const ratios = samples.map(({ ours, ruff }) => ruff / ours);
    yield {
      id: `keystroke-${lines}-and-ruff`,
      title: 'the same keystroke / ruff-wasm checking that file again, p50',
      unit: 'x faster',
      value: median(ratios),
      low: quantile(ratios, 0.25),
      high: quantile(ratios, 0.75),
      ...(isTarget ? { atLeast: 10, aim: 25 } : {}),
      voided: voided ?? voidUnless(found.ruffSeeded, 'ruff-wasm'),
      note: `ruff-wasm ${rounded(of('ruff', 0.5))} ms, p95 ${rounded(of('ruff', 0.95))} ms; the spread is the middle half of the keystrokes`,
    };
  }
}

function server() {
  const { code, seeded } = inputs;
  const command = [join(root, 'dist/server.cjs'), '--stdio'];
  const sizes = [
    { lines: 1_000, places: isQuick ? 30 : 200 },
    { lines: 10_000, places: isQuick ? 20 : 100 },
    ...(isQuick ? [] : [{ lines: 50_000, places: 30 }]),
  ];
  const settings = { command, files: code, seeded, ruffRules: RUFF_RULES.concurrency, starts: isQuick ? 4 : 20, sizes };
  return serverRows(measureCore('server', settings));
}
