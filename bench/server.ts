/** Measures the language server from the outside, beside ruff-wasm: settings as JSON in, figures as JSON out. */
import { spawnSync } from 'node:child_process';
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import {
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  type Range,
} from 'vscode-languageserver/node';
import { readTexts } from './core.ts';
import { createLongFiles, KEYS, lineStartsOf, linesIn } from './long-files.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

interface Settings {
  /** What starts the server, after `node`. */
  readonly command: readonly string[];
  readonly files: readonly string[];
  readonly seeded: string;
  readonly ruffRules: readonly string[];
  readonly starts: number;
  /** How long the edited files are, and in how many places a key is hit, and what it gave is deleted again. */
  readonly sizes: readonly { readonly lines: number; readonly places: number }[];
}

const { command, files, seeded, ruffRules, starts, sizes }: Settings = JSON.parse(process.argv[2]!);
const ruff = new Workspace({ lint: { select: ruffRules } }, PositionEncoding.Utf16);
const texts = readTexts(files);
const seededText = readTexts([seeded])[0]!;
const { fileOf, random } = createLongFiles(texts, seededText);
const documents = sizes.map(({ lines, places }) => createDocument(fileOf(lines), places));

type LongDocument = ReturnType<typeof createDocument>;

function createDocument(text: string, places: number) {
  const lineStarts = lineStartsOf(text);
  const codeLines = lineStarts.slice(0, -1).flatMap((start, line) => {
    const code = /^([ \t]*)[^\s#]/.exec(text.slice(start, lineStarts[line + 1]));
    return code === null ? [] : [{ line, start, indent: code[1]!.length, end: lineStarts[line + 1]! - 1 }];
  });
  const lines = lineStarts.length - 1;
  return { uri: `file:///long-files/of_${lines}_lines.py`, text, lines, codeLines, places, version: 1, resultId: '' };
}

/** Node alone and the server take turns. */
async function measureStarts() {
  const measured: { node: number; server: number }[] = [];
  // The first turn, which brings both into the disk cache, does not count.
  for (let turn = 0; turn <= starts; turn++) {
    const before = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    const node = performance.now() - before;
    const server = await startServerProcess(command);
    await server.stop();
    if (turn > 0) measured.push({ node, server: server.startMilliseconds });
  }
  return measured;
}

async function pull({ connection }: ServerProcess, document: LongDocument) {
  const { uri, resultId } = document;
  const previous = resultId === '' ? {} : { previousResultId: resultId };
  const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri }, ...previous });
  document.resultId = report.resultId ?? '';
  return report.kind === 'full' ? report.items : undefined;
}

/** Opens a document; gives how long its first report took and what is in it. */
async function open(server: ServerProcess, document: LongDocument) {
  const { uri, version, text } = document;
  const started = performance.now();
  const textDocument = { uri, languageId: 'python', version, text };
  await server.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  const items = (await pull(server, document))!;
  return { milliseconds: performance.now() - started, items };
}

/** From a change being sent to its report being there, as the client sees it. */
async function change(server: ServerProcess, document: LongDocument, range: Range, text: string) {
  const textDocument = { uri: document.uri, version: ++document.version };
  const contentChanges = [{ range, text }];
  const started = performance.now();
  // As an editor does, it asks without waiting for the change to be taken in.
  void server.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
  await pull(server, document);
  return performance.now() - started;
}

/** Hits a key somewhere in a line of code, every such line as likely, and takes it back: two keystrokes. */
async function* keystrokes(server: ServerProcess, document: LongDocument, places: number) {
  const { text, codeLines } = document;
  for (let count = 0; count < places; count++) {
    const { line, start, indent, end } = codeLines[Math.floor(random() * codeLines.length)]!;
    const at = indent + Math.floor(random() * (end - start - indent + 1));
    const key = KEYS[Math.floor(random() * KEYS.length)]!;
    const here = { line, character: at };
    const behind = key === '\n' ? { line: line + 1, character: 0 } : { line, character: at + 1 };
    const edited = text.slice(0, start + at) + key + text.slice(start + at);
    yield { ours: await change(server, document, { start: here, end: here }, key), text: edited };
    yield { ours: await change(server, document, { start: here, end: behind }, ''), text };
  }
}

async function measure(server: ServerProcess, document: LongDocument) {
  const { text, lines, places } = document;
  // As in an editor that has been open for a while, both have compiled their code before the first of these.
  for await (const _ of keystrokes(server, document, WARM_UP)) ruff.check(text);
  const samples: { ours: number; ruff: number }[] = [];
  for await (const { ours, text: edited } of keystrokes(server, document, places)) {
    // Editors hold flat texts; reading a character makes this one flat.
    edited.charCodeAt(0);
    const started = performance.now();
    ruff.check(edited);
    samples.push({ ours, ruff: performance.now() - started });
  }
  return { lines, bytes: Buffer.byteLength(text), samples };
}

const WARM_UP = 40;

async function measureKeystrokes() {
  const server = await startServerProcess(command);
  const memory = [server.memory()];
  const opened = [];
  for (const document of documents) opened.push(await open(server, document));
  memory.push(server.memory());
  const measured = [];
  for (const [index, document] of documents.entries()) {
    const { milliseconds, items } = opened[index]!;
    const firstSeeded = document.lines - linesIn(seededText);
    const own = items.filter(({ range }) => range.start.line >= firstSeeded).map(({ code }) => code);
    const ruffs: { code: string; start_location: { row: number } }[] = ruff.check(document.text);
    const ruffSeeded = ruffs.filter(({ start_location }) => start_location.row > firstSeeded).map(({ code }) => code);
    const found = { opening: milliseconds, diagnostics: items.length, seeded: own, ruffSeeded };
    measured.push({ ...(await measure(server, document)), ...found });
  }
  memory.push(server.memory());
  await server.stop();
  const [idle, afterOpening, afterKeystrokes] = memory;
  return { sizes: measured, memory: { idle, afterOpening, afterKeystrokes } };
}

async function main() {
  const measured = { starts: await measureStarts(), ...(await measureKeystrokes()) };
  process.stdout.write(JSON.stringify(measured));
}

void main();
