/** The rows of the language server, from what `server.ts` measured. */
import { median, quantile, summarize } from './statistics.mjs';
import { rounded, voidUnless, withSpread } from './table.mjs';

const MB = 1024 * 1024;

/** @returns {Generator<import('./table.mjs').Row>} */
export function* serverRows({ starts, sizes, memory }) {
  yield startRow(starts);
  for (const size of sizes) yield* keystrokeRows(size);
  yield* memoryRows(memory, sizes);
}

function startRow(starts) {
  const summary = summarize(starts.map(({ server }) => server));
  const bare = summarize(starts.map(({ node }) => node));
  return {
    id: 'server-start',
    title: 'server start to `initialize` answered',
    unit: 'ms',
    ...withSpread(summary),
    atLeast: 150,
    aim: 80,
    note: `from before the process starts, ${summary.runs} runs, in turns with node alone: \`node -e 0\` ${rounded(bare.median)} ms (${rounded(bare.low)} to ${rounded(bare.high)})`,
  };
}

function* keystrokeRows({ lines, bytes, samples, opening, diagnostics, seeded, ruffSeeded }) {
  const [ours, ruff] = ['ours', 'ruff'].map((tool) => samples.map((sample) => sample[tool]));
  // The targets are for files of 10,000 lines.
  const isTarget = Math.round(lines / 1000) === 10;
  const voided = voidUnless(seeded, 'interleave');
  yield {
    id: `server-keystroke-${lines}`,
    title: `keystroke in ${lines} lines to diagnostics in the server, p95`,
    unit: 'ms',
    value: quantile(ours, 0.95),
    low: Math.min(...ours),
    high: Math.max(...ours),
    ...(isTarget ? { atLeast: 10, aim: 5 } : {}),
    voided,
    note: `over stdio, from didChange to the report; ${rounded(bytes / MB)} MB of whole real files, ${samples.length} keystrokes in their code\np50 ${rounded(median(ours))} ms, p95 ${rounded(quantile(ours, 0.95))} ms; ${diagnostics} diagnostics; the file's first report took ${rounded(opening)} ms`,
  };
  const ratios = samples.map((sample) => sample.ruff / sample.ours);
  yield {
    id: `server-keystroke-${lines}-and-ruff`,
    title: 'the same keystroke / ruff-wasm checking that file again, p50',
    unit: 'x faster',
    value: median(ruff) / median(ours),
    low: quantile(ratios, 0.25),
    high: quantile(ratios, 0.75),
    ...(isTarget ? { atLeast: 10, aim: 25 } : {}),
    voided: voided ?? voidUnless(ruffSeeded, 'ruff-wasm'),
    note: `ruff-wasm called directly ${rounded(median(ruff))} ms, p95 ${rounded(quantile(ruff, 0.95))} ms; the spread is the middle half of the keystrokes`,
  };
}

function* memoryRows({ idle, afterOpening, afterKeystrokes }, sizes) {
  if (idle === undefined) return;
  const of = ({ resident, peak }) => `${rounded(resident / MB)} MB (peak ${rounded(peak / MB)} MB)`;
  yield {
    id: 'server-memory',
    title: 'memory of the server after opening these files',
    unit: 'MB',
    value: afterOpening.resident / MB,
    note: `resident, the whole process, files of ${sizes.map(({ lines }) => lines).join(', ')} lines open at once
${of(idle)} before, ${of(afterOpening)} then, ${of(afterKeystrokes)} after all keystrokes`,
  };
}
