/** Compares every node of every real file with what the published web-tree-sitter gives. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { Language, type Node, type Tree, Parser as WebParser } from 'web-tree-sitter';
import {
  createParserSync,
  ERROR,
  EXTRA,
  FIELD_MASK,
  FIELD_NAMES,
  FIELD_SHIFT,
  HAS_ERROR,
  KIND_IS_NAMED,
  KIND_MASK,
  KIND_NAMES,
  MISSING,
  type SyntaxTree,
} from './index.ts';

const require = createRequire(import.meta.url);
const parser = createParserSync(readFileSync(new URL('python.wasm', import.meta.url)));
const oracle = await createOracle();

async function createOracle(): Promise<WebParser> {
  await WebParser.init();
  const language = await Language.load(readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')));
  const made = new WebParser();
  made.setLanguage(language);
  return made;
}

/** The `.py` files of a Python release's standard library, by path. */
function readLibrary(release: string): Map<string, string> {
  const archive = readFileSync(require.resolve(`${release}/python_stdlib.zip`));
  const files = unzipSync(new Uint8Array(archive), { filter: ({ name }) => name.endsWith('.py') });
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return new Map(Object.entries(files).map(([path, bytes]) => [`${release}/${path}`, decoder.decode(bytes)]));
}

/** What both trees are reduced to: `WIDTH` numbers a node, in pre-order. */
type Rows = Int32Array;
const COLUMNS = ['kind', 'field', 'flags', 'start', 'end', 'parent'];
const WIDTH = COLUMNS.length;
const FLAGS = MISSING | ERROR | HAS_ERROR | EXTRA;

/** One number per node name and sort, since the two sides number their kinds differently. */
const nameIds = new Map<string, number>();
function idOf(name: string, isNamed: boolean): number {
  const key = `${name} ${isNamed}`;
  const id = nameIds.get(key) ?? nameIds.size;
  nameIds.set(key, id);
  return id;
}

const idsByKind = KIND_NAMES.map((name, kind) => idOf(name, KIND_IS_NAMED[kind]!));
const idsByOracleKind = new Map<number, number>();

function rowsOf(tree: SyntaxTree): Rows {
  const rows = new Int32Array(tree.count * WIDTH);
  for (let node = 0; node < tree.count; node++) {
    const bits = tree.kinds[node]!;
    const field = (bits >> FIELD_SHIFT) & FIELD_MASK;
    const row = [idsByKind[bits & KIND_MASK]!, field, bits & FLAGS, tree.starts[node]!, tree.ends[node]!];
    rows.set([...row, tree.parents[node]!], node * WIDTH);
  }
  return rows;
}

function rowsOfOracle(tree: Tree): Rows {
  const rows: number[] = [];
  const ancestors = [-1];
  const cursor = tree.walk();
  // Asking every node would take as long as everything else together.
  const hasErrors = tree.rootNode.hasError;
  for (;;) {
    const index = rows.length / WIDTH;
    const node = cursor.currentNode;
    let kind = idsByOracleKind.get(node.typeId);
    if (kind === undefined) {
      kind = idOf(node.type, node.isNamed);
      idsByOracleKind.set(node.typeId, kind);
    }
    const flags = (node.isExtra ? EXTRA : 0) | (hasErrors ? errorFlagsOf(node) : 0);
    rows.push(kind, cursor.currentFieldId, flags, node.startIndex, node.endIndex, ancestors.at(-1)!);
    if (cursor.gotoFirstChild()) {
      ancestors.push(index);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) {
        cursor.delete();
        return Int32Array.from(rows);
      }
      ancestors.pop();
    }
  }
}

function errorFlagsOf(node: Node): number {
  const { isMissing, isError, hasError } = node;
  return (isMissing ? MISSING : 0) | (isError ? ERROR : 0) | (hasError || isError ? HAS_ERROR : 0);
}

/** The first difference, in words; nothing if there is none. */
function differenceOf(ours: Rows, theirs: Rows): string | undefined {
  if (ours.length !== theirs.length) return `${ours.length / WIDTH} nodes instead of ${theirs.length / WIDTH}`;
  const at = ours.findIndex((value, index) => value !== theirs[index]);
  if (at === -1) return undefined;
  return `${COLUMNS[at % WIDTH]} of node ${Math.floor(at / WIDTH)}: ${ours[at]} instead of ${theirs[at]}`;
}

function compare(text: string): string | undefined {
  const result = parser.parse(text);
  if (!result.ok) return result.reason;
  const tree = oracle.parse(text)!;
  const difference = differenceOf(rowsOf(result.tree), rowsOfOracle(tree));
  tree.delete();
  return difference;
}

/** Files that are the same in both releases stand here once. */
const library = new Map<string, string>();
const texts = new Set<string>();
for (const [path, text] of [...readLibrary('pyodide-3.12'), ...readLibrary('pyodide-3.14')]) {
  if (!texts.has(text)) library.set(path, text);
  texts.add(text);
}

test('fields have the same numbers', () => {
  expect(FIELD_NAMES.slice(1)).toEqual(oracle.language!.fields.slice(1));
});

test('real files give the same nodes', () => {
  const differences: string[] = [];
  for (const [path, text] of library) {
    const difference = compare(text);
    if (difference) differences.push(`${path}: ${difference}`);
  }
  expect(differences).toEqual([]);
  expect(library.size).toBeGreaterThanOrEqual(700);
}, 300_000);

test('broken files give the same nodes', () => {
  const differences: string[] = [];
  for (const [index, [path, text]] of [...library].entries()) {
    if (index % 10 !== 0) continue;
    // The end of the file is missing, and so is a piece of the middle.
    const middle = Math.floor(text.length / 3);
    const broken = text.slice(0, middle) + text.slice(middle + 7, middle * 2);
    const difference = compare(broken);
    if (difference) differences.push(`${path}: ${difference}`);
  }
  expect(differences).toEqual([]);
});

test('one altered entry is noticed', () => {
  const text = library.get('pyodide-3.12/queue.py')!;
  const result = parser.parse(text);
  if (!result.ok) throw new Error(result.reason);
  const ours = rowsOf(result.tree);
  const theirs = rowsOfOracle(oracle.parse(text)!);
  expect(differenceOf(ours, theirs)).toBeUndefined();
  for (let column = 0; column < WIDTH; column++) {
    const altered = ours.slice();
    const at = Math.floor(ours.length / WIDTH / 2) * WIDTH + column;
    altered[at]! ^= 1;
    expect(differenceOf(altered, theirs)).toContain(COLUMNS[column]);
  }
  expect(differenceOf(ours.subarray(WIDTH), theirs)).toContain('nodes instead of');
});
