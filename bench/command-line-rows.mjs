/** The rows of whole runs: each tool in processes of its own, over the same bytes. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from './run-process.mjs';
import { median, summarize } from './statistics.mjs';
import { rounded, voidUnless, withSpread } from './table.mjs';

const require = createRequire(import.meta.url);
const COMMAND_LINE = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const RUFF_CHECK = fileURLToPath(new URL('ruff-check.cjs', import.meta.url));
const MB = 1024 * 1024;

/**
 * Beside ruff-wasm, over the whole library.
 * @returns {Generator<import('./table.mjs').Row>}
 */
export function* coldRunRows({ library, sample }, { ruffRules, isQuick }) {
  const ours = () => runInterleave(library);
  const ruff = (rules) => () => runRuff(library, rules);
  // Brings the programs into the disk cache.
  runInterleave(sample);
  runRuff(sample, ruffRules.concurrency);
  const turns = inTurns(isQuick ? 2 : 7, ours, ruff(ruffRules.concurrency));
  yield comparison({
    id: 'cold-and-ruff',
    title: 'cold command-line run / ruff-wasm cold',
    turns,
    peer: 'ruff-wasm',
    atLeast: 1.3,
    aim: 2,
    note: `library, ruff's ${ruffRules.concurrency.join(', ')}`,
  });
  yield comparison({
    id: 'cold-and-ruff-default',
    title: 'the same with the rules that ruff has on by default',
    turns: inTurns(isQuick ? 1 : 3, ours, ruff(ruffRules.default)),
    peer: 'ruff-wasm',
    note: `library, ruff's ${ruffRules.default.join(', ')}`,
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

/**
 * Beside ruff-wasm cold, which keeps nothing, over the whole library: with what an earlier run has kept.
 * @returns {Generator<import('./table.mjs').Row>}
 */
export function* cachedRunRows({ library }, { ruffRules, isQuick }) {
  const cache = mkdtempSync(join(tmpdir(), 'bench-cache-'));
  try {
    const ours = () => runInterleave(library, { cache });
    const ruff = () => runRuff(library, ruffRules.concurrency);
    ours();
    yield comparison({
      id: 'cached-and-ruff',
      title: 'the same from the cache / ruff-wasm cold',
      turns: inTurns(isQuick ? 2 : 5, ours, ruff),
      peer: 'ruff-wasm',
      atLeast: 10,
      aim: 20,
      note: 'library, nothing changed since the last run',
    });
    const changed = () => {
      appendFileSync(library.files[0], '# changed\n');
      return ours();
    };
    yield comparison({
      id: 'changed-and-ruff',
      title: 'the same with one file changed / ruff-wasm cold',
      turns: inTurns(isQuick ? 1 : 3, changed, ruff),
      peer: 'ruff-wasm',
      note: 'library, facts from the cache, one file parsed and all checked',
    });
  } finally {
    rmSync(cache, { recursive: true });
  }
}

/**
 * Beside pyright, over the sample.
 * @returns {Generator<import('./table.mjs').Row>}
 */
export function* perLineRows({ sample, noPrograms }, { isQuick }) {
  const turns = inTurns(
    isQuick ? 1 : 3,
    () => runInterleave(sample),
    () => runPyright(sample, noPrograms),
  );
  yield comparison({
    id: 'per-line-and-pyright',
    title: 'per line / pyright, cold',
    turns,
    peer: 'pyright',
    atLeast: 10,
    aim: 20,
    note: 'sample, pyright in basic mode, without an interpreter to ask',
  });
}

/** One run of our command line over a folder: cold without a cache. */
function runInterleave({ folder, files }, { cache } = {}) {
  const kept = cache === undefined ? ['--no-cache'] : [`--cache-dir=${cache}`];
  const args = ['check', ...kept, '--output-format', 'concise', '.'];
  const run = runProcess(COMMAND_LINE, args, { cwd: folder, env: { NO_COLOR: '1' }, exitCodes: [0, 1, 2] });
  const checked = / in (\d+) files?, /.exec(run.stderr)?.[1];
  if (Number(checked) !== files.length)
    throw new Error(`Of ${files.length} files ${checked} were checked.\n${run.stderr}`);
  const lines = run.stdout.split('\n');
  return { ...run, seeded: lines.filter((line) => line.startsWith('seeded.py')), findings: lines.length - 1 };
}

function runRuff({ folder, files }, rules) {
  const run = runProcess(RUFF_CHECK, [folder, rules.join(',')]);
  const result = JSON.parse(run.stdout);
  if (result.files !== files.length) throw new Error(`ruff-wasm checked ${result.files} of ${files.length} files.`);
  return { ...run, ...result };
}

function runPyright({ folder, files }, noPrograms) {
  const script = require.resolve('pyright/index.js');
  const env = { PATH: noPrograms };
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
  const ratiosOf = (time) => turns.map(({ ours, theirs }) => theirs[time] / ours[time]);
  const summary = summarize(ratiosOf('milliseconds'));
  const of = (tool, part) => median(turns.map((turn) => turn[tool][part]));
  const fastest = (tool) => Math.min(...turns.map((turn) => turn[tool].milliseconds));
  const describe = (name, tool) =>
    `${name} ${rounded(of(tool, 'milliseconds'))} ms (fastest ${rounded(fastest(tool))} ms, processor time ${rounded(of(tool, 'cpuMilliseconds'))} ms, peak memory ${rounded(of(tool, 'peakBytes') / MB)} MB, ${turns[0][tool].findings} findings)`;
  const voids = turns.map(
    ({ ours, theirs }) => voidUnless(ours.seeded, 'interleave') ?? voidUnless(theirs.seeded, peer),
  );
  return {
    unit: 'x faster',
    ...withSpread(summary),
    voided: voids.find((reason) => reason !== undefined),
    ...row,
    note: `${row.note}, ${summary.runs} runs in turns (by processor time ${rounded(median(ratiosOf('cpuMilliseconds')))} x)\n${describe('interleave', 'ours')}\n${describe(peer, 'theirs')}`,
  };
}
