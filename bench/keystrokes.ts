/** Measures from an edited text to its findings, beside ruff-wasm: settings as JSON in, figures as JSON out. */
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { createCore, readTexts } from './core.ts';
import { createLongFiles, KEYS, lineStartsOf, linesIn } from './long-files.ts';

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
const texts = readTexts(files);
const seededText = readTexts([seeded])[0]!;
const { fileOf, random } = createLongFiles(texts, seededText);

// As in an editor with an indexed workspace, both have compiled their code before the first keystroke.
for (const text of texts) {
  core.check(core.parseModule(text), 'warm-up.py');
  ruff.check(text);
}

const HIT = [...KEYS, 'backspace'];

/** The text with one key hit somewhere in a line; every line is as likely. */
function withKeystroke(text: string, lineStarts: readonly number[]): string {
  const line = Math.floor(random() * (lineStarts.length - 1));
  const start = lineStarts[line]!;
  const at = start + Math.floor(random() * (lineStarts[line + 1]! - start));
  const key = HIT[Math.floor(random() * HIT.length)]!;
  const isDeletion = key === 'backspace';
  const edited = text.slice(0, isDeletion ? Math.max(at - 1, 0) : at) + (isDeletion ? '' : key) + text.slice(at);
  // Editors hold flat texts; reading a character makes this one flat.
  edited.charCodeAt(0);
  return edited;
}

function measure({ lines, keystrokes }: Settings['sizes'][number]) {
  const text = fileOf(lines);
  const lineStarts = lineStartsOf(text);
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

process.stdout.write(JSON.stringify({ sizes: sizes.map(measure) }));
