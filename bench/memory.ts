/** Measures what holding the facts of many files takes: settings as JSON in, figures as JSON out. */
import { readFileSync } from 'node:fs';
import type { ParsedModule } from '#analysis';
import { createCore } from './core.ts';

interface Settings {
  readonly engine: string;
  readonly files: readonly string[];
}

const { engine, files }: Settings = JSON.parse(process.argv[2]!);
const core = createCore(engine);
const before = held();
const indexed: ParsedModule['chunks'][] = [];
// As an index does: each file is read, taken in and checked on its own, and only its facts stay.
for (const file of files) {
  const parsed = core.parseModule(readFileSync(file, 'utf8'));
  core.check(parsed, file);
  indexed.push(parsed.chunks);
}
const after = held();
const chunks = indexed.flat().length;
process.stdout.write(JSON.stringify({ factsBytes: after.bytes - before.bytes, residentBytes: after.resident, chunks }));

/** What is reachable, and the memory of the whole process with it. */
function held() {
  gc!();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { bytes: heapUsed + external, resident: rss };
}
