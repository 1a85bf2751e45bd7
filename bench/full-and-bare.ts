/** Measures the full analysis beside a bare parse with the same engine: settings as JSON in, figures as JSON out. */
import { createCore, readTexts } from './core.ts';

interface Settings {
  readonly engine: string;
  readonly files: readonly string[];
  readonly seeded: string;
  readonly rounds: number;
}

const { engine, files, seeded, rounds }: Settings = JSON.parse(process.argv[2]!);
const core = createCore(engine);
const texts = readTexts(files);

/** Bare and full take turns every few files, so that a disturbance from outside meets both. */
const TURN = 16;

function measureRound() {
  const milliseconds = { bare: 0, parseModule: 0, check: 0 };
  const bare = (from: number): void => {
    const started = performance.now();
    for (const text of texts.slice(from, from + TURN)) core.parse(text);
    milliseconds.bare += performance.now() - started;
  };
  const full = (from: number): void => {
    for (let index = from; index < Math.min(from + TURN, texts.length); index++) {
      const started = performance.now();
      const parsed = core.parseModule(texts[index]!);
      const isParsed = performance.now();
      core.check(parsed, files[index]!);
      milliseconds.parseModule += isParsed - started;
      milliseconds.check += performance.now() - isParsed;
    }
  };
  for (let from = 0; from < texts.length; from += TURN) {
    const isEven = (from / TURN) % 2 === 0;
    for (const turn of isEven ? [bare, full] : [full, bare]) turn(from);
  }
  return milliseconds;
}

// The first round, in which the code is compiled, does not count.
measureRound();
const measured = Array.from({ length: rounds }, measureRound);
const found = core.check(core.parseModule(readTexts([seeded])[0]!), seeded).findings.map(({ rule }) => rule);
process.stdout.write(JSON.stringify({ rounds: measured, seeded: found }));
