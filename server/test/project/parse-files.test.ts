/** Parses files in threads and in this one, with a cache and without: the same modules every time. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createModuleParser } from '#analysis';
import { createParserSync } from '#grammars';
import { createFactCache } from '../../src/project/fact-cache.ts';
import {
  createFileParser,
  type FileParser,
  type FileParserOptions,
  type ParsedFile,
} from '../../src/project/parse-files.ts';
import { corpus } from '../corpus.ts';

const WASM = fileURLToPath(new URL('../../../grammars/python.wasm', import.meta.url));
const engine = (): Uint8Array => readFileSync(WASM);
const parseModule = createModuleParser(createParserSync(engine()));
let scripts: string;

beforeAll(() => {
  scripts = mkdtempSync(join(tmpdir(), 'interleave-worker-'));
  const build = fileURLToPath(new URL('../../../scripts/build.mjs', import.meta.url));
  execFileSync(process.execPath, [build, '--quiet', `--outdir=${scripts}`]);
});
afterAll(() => rmSync(scripts, { recursive: true, force: true }));

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'interleave-files-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function parserOf(options: Partial<FileParserOptions> = {}): FileParser {
  const parser = createFileParser({ engine, workerScript: join(scripts, 'parse-worker.cjs'), threads: 2, ...options });
  onTestFinished(() => parser.close());
  return parser;
}

async function parseAll(parser: FileParser, files: readonly string[]): Promise<Map<string, ParsedFile>> {
  const parsed = new Map<string, ParsedFile>();
  await parser.parse(
    files.map((file) => ({ path: `module:${file}`, file })),
    (file) => {
      expect(parsed.has(file.path)).toBe(false);
      parsed.set(file.path.slice('module:'.length), file);
    },
  );
  return parsed;
}

function writeFiles(into: string, texts: Readonly<Record<string, string | Uint8Array>>): string[] {
  return Object.entries(texts).map(([name, text]) => {
    const file = join(into, name);
    writeFileSync(file, text);
    return file;
  });
}

const realTexts = Object.fromEntries(
  corpus()
    .slice(0, 120)
    .map(({ text }, index) => [`${index}.py`, text]),
);

test('threads give what this thread gives, from the cache too', async () => {
  const files = writeFiles(folder(), realTexts);
  const cache = folder();
  const parsers = [
    parserOf(),
    createFileParser({ engine }),
    parserOf({ cache: createFactCache(cache) }),
    parserOf({ cache: createFactCache(cache) }),
  ];
  for (const parser of parsers) {
    const parsed = await parseAll(parser, files);
    expect(parsed.size).toBe(files.length);
    for (const [index, file] of files.entries()) {
      const { parsed: module, problem } = parsed.get(file)!;
      expect(problem).toBeUndefined();
      expect(module!.text).toBe(realTexts[`${index}.py`]);
      if (index % 10 === 0) expect(module).toEqual(parseModule(module!.text));
    }
  }
});

test('what is known of a content is not worked out again', async () => {
  const files = writeFiles(folder(), { 'a.py': 'x = 1\n', 'b.py': 'x = 1\n', 'c.py': 'y = 2\n' });
  const cache = folder();
  const first = await parseAll(createFileParser({ engine, cache: createFactCache(cache) }), files);
  const noEngine = (): Uint8Array => {
    throw new Error('This is in the cache.');
  };
  const again = createFileParser({ engine: noEngine, cache: createFactCache(cache) });
  expect(await parseAll(again, files)).toEqual(first);
  expect(first.get(files[0]!)!.contentHash).toBe(first.get(files[1]!)!.contentHash);
});

test('files that cannot be read or decoded have problems', async () => {
  const root = folder();
  mkdirSync(join(root, 'folder.py'));
  const [fine, invalid] = writeFiles(root, {
    'fine.py': 'x = 1\n',
    'invalid.py': Buffer.from('x = 1\ny = "\xff"\n', 'latin1'),
  });
  const missing = join(root, 'missing.py');
  const files = [missing, fine!, invalid!, join(root, 'folder.py')];
  for (const parser of [parserOf(), createFileParser({ engine })]) {
    const parsed = await parseAll(parser, files);
    expect(parsed.get(fine!)!.parsed!.text).toBe('x = 1\n');
    const problems = files.filter((file) => file !== fine).map((file) => parsed.get(file)!.problem);
    expect(problems).toEqual([
      { message: 'Not checked: no such file or folder.', isMissing: true },
      { line: 2, column: 6, message: expect.stringContaining('0xFF') },
      { message: expect.stringContaining('not a regular file') },
    ]);
    expect(parsed.get(missing)).toMatchObject({ path: `module:${missing}`, contentHash: '' });
  }
});

test('a worker script that does not start gives problems', async () => {
  const files = writeFiles(folder(), { 'a.py': 'x = 1\n' });
  const parsed = await parseAll(parserOf({ workerScript: join(scripts, 'nothing.cjs') }), files);
  expect(parsed.get(files[0]!)!.problem!.message).toContain('ended unexpectedly');
});

test('parsing is given up when the signal is given or the parser is closed', async () => {
  const files = writeFiles(folder(), realTexts).map((file) => ({ path: file, file }));
  for (const parser of [parserOf(), createFileParser({ engine })]) {
    const stop = new AbortController();
    let count = 0;
    const parsing = parser.parse(
      files,
      () => {
        count++;
        if (count === 3) stop.abort();
        expect(count).toBeLessThanOrEqual(3);
      },
      stop.signal,
    );
    await parsing;
    expect(count).toBe(3);
    await parser.parse(files, () => expect.unreachable(), stop.signal);
    await parser.close();
    await parser.parse(files, () => expect.unreachable());
  }
});

test('what the receiver throws comes back', async () => {
  const files = writeFiles(folder(), { 'a.py': 'x = 1\n' }).map((file) => ({ path: file, file }));
  const parsing = parserOf().parse(files, () => {
    throw new Error('from the receiver');
  });
  await expect(parsing).rejects.toThrow('from the receiver');
});

test('broken and foreign files in the cache are not minded', async () => {
  const files = writeFiles(folder(), realTexts).slice(0, 15);
  const cache = folder();
  const first = await parseAll(parserOf({ cache: createFactCache(cache) }), files);
  const [segment] = readdirSync(cache);
  const whole = readFileSync(join(cache, segment!));
  const flipped = Buffer.from(whole);
  for (let at = 5000; at < flipped.length; at += 9973) flipped[at]! ^= 4;
  const broken = [
    flipped,
    whole.subarray(0, whole.length - 8),
    whole.subarray(0, 6),
    Buffer.alloc(0),
    Buffer.alloc(64),
  ];
  for (const bytes of broken) {
    writeFileSync(join(cache, segment!), bytes);
    writeFileSync(join(cache, 'notes.txt'), 'not ours');
    expect(await parseAll(parserOf({ cache: createFactCache(cache) }), files)).toEqual(first);
    // It was written again.
    const noEngine = createFileParser({ engine: () => new Uint8Array(), cache: createFactCache(cache) });
    expect((await parseAll(noEngine, files)).size).toBe(files.length);
  }
  expect(readdirSync(cache)).toContain('notes.txt');
});

test('a cache that cannot be written is not minded', async () => {
  const files = writeFiles(folder(), { 'a.py': 'x = 1\n' });
  const [blocked] = writeFiles(folder(), { file: '' });
  const parsed = await parseAll(parserOf({ cache: createFactCache(join(blocked!, 'cache')) }), files);
  expect(parsed.get(files[0]!)!.parsed!.text).toBe('x = 1\n');
});

test('the cache stays small: many small additions become one, and what is of no use goes', async () => {
  const root = folder();
  const cache = folder();
  for (let round = 0; round < 30; round++) {
    const [file] = writeFiles(root, { 'a.py': `x = ${round}\n` });
    await parseAll(createFileParser({ engine, cache: createFactCache(cache) }), [file!]);
    expect(readdirSync(cache).length).toBeLessThanOrEqual(9);
  }
  expect(readdirSync(cache).every((name) => name.endsWith('.facts'))).toBe(true);
});

test('two at once lose nothing of each other', async () => {
  const [first, second] = [writeFiles(folder(), { 'a.py': 'x = 1\n' }), writeFiles(folder(), { 'b.py': 'y = 1\n' })];
  const cache = folder();
  await Promise.all(
    [first, second].map((files) => parseAll(createFileParser({ engine, cache: createFactCache(cache) }), files)),
  );
  const noEngine = createFileParser({ engine: () => new Uint8Array(), cache: createFactCache(cache) });
  const parsed = await parseAll(noEngine, [...first, ...second]);
  expect([...parsed.values()].map(({ problem }) => problem)).toEqual([undefined, undefined]);
});
