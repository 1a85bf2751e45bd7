/** Measures from an edited text to its findings, beside ruff-wasm: settings as JSON in, figures as JSON out. */
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { createCore, readTexts } from './core.ts';

interface Settings {
  readonly engine: string;
  readonly files: readonly string[];
  readonly seeded: string;
  readonly ruffRules: readonly string[];
  /** How long the edited files are and how many keystrokes each gets. */
  readonly sizes: readonly { readonly lines: number; readonly keystrokes: number }[];
}

const { engine, files, seeded, ruffRules, sizes }: Settings = JSON.parse(process.argv[2]!);
const core = createCore(engine);
const ruff = new Workspace({ lint: { select: ruffRules } }, PositionEncoding.Utf16);
const random = createRandom(1);
const texts = shuffled(readTexts(files));
const seededText = readTexts([seeded])[0]!;

// As in an editor with an indexed workspace, both have compiled their code before the first keystroke.
for (const text of texts) {
  core.check(core.parseModule(text), 'warm-up.py');
  ruff.check(text);
}

const KEYS = ['e', 't', 'n', '_', '1', ' ', '\n', '.', ',', ':', '=', '(', ')', '[', '"', 'backspace'];

/** Whole real files, one behind the other, with the seeded one at the end. */
function fileOf(lines: number): string {
  let joined = '';
  let count = linesIn(seededText);
  for (const text of texts) {
    const more = linesIn(text);
    if (more === 0 || !text.endsWith('\n') || count + more > lines * 1.02) continue;
    joined += text;
    count += more;
  }
  return joined + seededText;
}

/** The text with one key hit somewhere in a line; every line is as likely. */
function withKeystroke(text: string, lineStarts: readonly number[]): string {
  const line = Math.floor(random() * (lineStarts.length - 1));
  const start = lineStarts[line]!;
  const at = start + Math.floor(random() * (lineStarts[line + 1]! - start));
  const key = KEYS[Math.floor(random() * KEYS.length)]!;
  const isDeletion = key === 'backspace';
  const edited = text.slice(0, isDeletion ? Math.max(at - 1, 0) : at) + (isDeletion ? '' : key) + text.slice(at);
  // Editors hold flat texts; reading a character makes this one flat.
  edited.charCodeAt(0);
  return edited;
}

function measure({ lines, keystrokes }: Settings['sizes'][number]) {
  const text = fileOf(lines);
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const base = core.parseModule(text);
  const samples: { ours: number; parse: number; ruff: number }[] = [];
  for (let count = 0; count < keystrokes; count++) {
    const edited = withKeystroke(text, lineStarts);
    const started = performance.now();
    const parsed = core.parseModule(edited, base);
    const isParsed = performance.now();
    core.check(parsed, 'edited.py');
    const isChecked = performance.now();
    ruff.check(edited);
    const isCheckedByRuff = performance.now();
    samples.push({ ours: isChecked - started, parse: isParsed - started, ruff: isCheckedByRuff - isChecked });
  }
  const findings = core.check(base, 'edited.py').findings;
  const seededStart = text.length - seededText.length;
  return {
    lines: lineStarts.length - 1,
    bytes: Buffer.byteLength(text),
    samples,
    seeded: findings.filter(({ range }) => range.start >= seededStart).map(({ rule }) => rule),
    ruffSeeded: ruff
      .check(text)
      .filter((found: { start_location: { row: number } }) => {
        return found.start_location.row > lineStarts.length - 1 - linesIn(seededText);
      })
      .map(({ code }: { code: string | null }) => code),
  };
}

process.stdout.write(JSON.stringify(sizes.map(measure)));

function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** The same numbers from 0 to 1 on every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
