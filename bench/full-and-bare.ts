/** Measures the full analysis beside a bare parse with the same engine: settings as JSON in, figures as JSON out. */
import type { ParsedModule } from '#analysis';
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

/** Sums up time, in milliseconds. Other programs disturb the processor time of this one less than its wall time. */
class Time {
  wall = 0;
  /** Of all threads: what collects garbage and compiles counts. */
  processor = 0;

  start(): void {
    this.add(-1);
  }

  stop(): void {
    this.add(1);
  }

  private add(sign: number): void {
    const { user, system } = process.cpuUsage();
    this.wall += sign * performance.now();
    this.processor += (sign * (user + system)) / 1000;
  }
}

/** Bare and full take turns every few files, so that a disturbance from outside meets both. */
const TURN = 16;

function measureRound() {
  const spent = { bare: new Time(), parseModule: new Time(), check: new Time() };
  const bare = (from: number): void => {
    spent.bare.start();
    for (const text of texts.slice(from, from + TURN)) core.parse(text);
    spent.bare.stop();
  };
  const full = (from: number): void => {
    const parsed: ParsedModule[] = [];
    spent.parseModule.start();
    for (const text of texts.slice(from, from + TURN)) parsed.push(core.parseModule(text));
    spent.parseModule.stop();
    spent.check.start();
    for (const [index, module] of parsed.entries()) core.check(module, files[from + index]!);
    spent.check.stop();
  };
  for (let from = 0; from < texts.length; from += TURN) {
    const isEven = (from / TURN) % 2 === 0;
    for (const turn of isEven ? [bare, full] : [full, bare]) turn(from);
  }
  return spent;
}

// The first round, in which the code is compiled, does not count.
measureRound();
const measured = Array.from({ length: rounds }, measureRound);
const found = core.check(core.parseModule(readTexts([seeded])[0]!), seeded).findings.map(({ rule }) => rule);
process.stdout.write(JSON.stringify({ rounds: measured, seeded: found }));
