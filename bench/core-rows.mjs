/** The rows of the core alone, from what `full-and-bare.ts`, `memory.ts` and `keystrokes.ts` measured. */
import { median, quantile, summarize } from './statistics.mjs';
import { rounded, voidUnless, withSpread } from './table.mjs';

const MB = 1024 * 1024;

/** @returns {Generator<import('./table.mjs').Row>} */
export function* fullAndBareRows({ rounds, seeded }) {
  const ratiosOf = (time) =>
    rounds.map(({ bare, parseModule, check }) => (parseModule[time] + check[time]) / bare[time]);
  const summary = summarize(ratiosOf('processor'));
  const [bare, parseModule, check] = ['bare', 'parseModule', 'check'].map((part) =>
    median(rounds.map((round) => round[part].processor)),
  );
  yield {
    id: 'full-and-bare',
    title: 'full analysis / bare parse with the same engine',
    unit: 'x',
    ...withSpread(summary),
    atLeast: 1.5,
    aim: 1.25,
    voided: voidUnless(seeded, 'interleave'),
    note: `library, compiled code, processor time, ${summary.runs} rounds (by wall time ${rounded(median(ratiosOf('wall')))} x)
bare ${rounded(bare)} ms; parse in chunks and facts ${rounded(parseModule)} ms (${rounded(parseModule / bare)} x); program and all rules ${rounded(check)} ms (${rounded(check / bare)} x)`,
  };
}

/** @returns {Generator<import('./table.mjs').Row>} */
export function* memoryRows({ factsBytes, residentBytes, chunks, run }, { lines }) {
  yield {
    id: 'indexed-memory',
    title: `memory, ${lines} lines indexed`,
    unit: 'MB',
    value: run.peakBytes / MB,
    atLeast: 200,
    aim: 150,
    note: `library, peak of the whole process that parses, checks and keeps the facts of every file, 1 run\nfacts of ${chunks} chunks: ${rounded(factsBytes / MB)} MB; the process at rest: ${rounded(residentBytes / MB)} MB`,
  };
}

/** @returns {Generator<import('./table.mjs').Row>} */
export function* keystrokeRows(sizes) {
  for (const { lines, bytes, samples, ...found } of sizes) {
    const of = (tool, part) =>
      quantile(
        samples.map((sample) => sample[tool]),
        part,
      );
    const file = `${lines} lines, ${rounded(bytes / MB)} MB of whole real files; ${samples.length} keystrokes, each line as likely`;
    const voided = voidUnless(found.seeded, 'interleave');
    yield {
      id: `keystroke-${lines}`,
      title: `keystroke in ${lines} lines to findings in the core, p95`,
      unit: 'ms',
      value: of('ours', 0.95),
      voided,
      note: `${file}\np50 ${rounded(of('ours', 0.5))} ms, of it chunks and facts ${rounded(of('parse', 0.5))} ms; p95 ${rounded(of('ours', 0.95))} ms, of it ${rounded(of('parse', 0.95))} ms`,
    };
    const ratios = samples.map(({ ours, ruff }) => ruff / ours);
    yield {
      id: `keystroke-${lines}-and-ruff`,
      title: 'the same keystroke / ruff-wasm checking that file again, p50',
      unit: 'x faster',
      value: median(ratios),
      low: quantile(ratios, 0.25),
      high: quantile(ratios, 0.75),
      voided: voided ?? voidUnless(found.ruffSeeded, 'ruff-wasm'),
      note: `ruff-wasm ${rounded(of('ruff', 0.5))} ms, p95 ${rounded(of('ruff', 0.95))} ms; the spread is the middle half of the keystrokes`,
    };
  }
}
