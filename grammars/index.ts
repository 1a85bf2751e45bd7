// Parses Python source text into flat arrays, with the engine in python.wasm; its whole public surface.
import { isNestedDeeperThan } from './nesting.ts';

export { FIELD_NAMES, Field, KIND_IS_NAMED, KIND_NAMES, Kind, Token } from './python-kinds.ts';

/**
 * A syntax tree as parallel arrays with one entry per node, named and anonymous, comments included.
 *
 * Nodes stand in pre-order, so node 0 is the root, the first child of `i` is `i + 1` if `parents[i + 1] === i`, and a
 * node's descendants end where the next node that is not one begins. The arrays are views on the engine's memory:
 * the next `parse` of the same parser overwrites them.
 */
export interface SyntaxTree {
  readonly count: number;
  /** Bits 0-15 kind, bits 16-23 field in the parent (0: none), above them flags; see the constants below. */
  readonly kinds: Int32Array;
  /** Offset of a node's first code unit in the text. */
  readonly starts: Int32Array;
  /** Offset after a node's last code unit. */
  readonly ends: Int32Array;
  /** The parent's number; -1 for the root. */
  readonly parents: Int32Array;
  /** The next sibling's number; -1 for a last child and for the root. */
  readonly nexts: Int32Array;
  /** The text as UTF-16 code units. */
  readonly units: Uint16Array;
}

export const KIND_MASK = 0xffff;
export const FIELD_SHIFT = 16;
/** To be applied after shifting by `FIELD_SHIFT`. */
export const FIELD_MASK = 0xff;
/** The node has a name in the grammar; it is not just a keyword, an operator or punctuation. */
export const NAMED = 1 << 24;
/** The parser inserted the node, which is empty, to repair the text. */
export const MISSING = 1 << 25;
/** The node is an error: its text fits nowhere in the grammar. */
export const ERROR = 1 << 26;
/** The node is an error or missing, or a descendant is. */
export const HAS_ERROR = 1 << 27;
/** The node may stand anywhere, as comments may. */
export const EXTRA = 1 << 28;

/**
 * Why a text was not parsed: it would take too many steps, it would take too much memory, it is large and its brackets
 * are nested too deep, or the engine failed, which is a defect.
 */
export type ParseFailure = 'budget' | 'memory' | 'nesting' | 'crash';

export type ParseResult =
  | { readonly ok: true; readonly tree: SyntaxTree }
  | { readonly ok: false; readonly reason: ParseFailure };

export interface Parser {
  /** Never throws. What it costs and whether it succeeds depend on the text alone. */
  parse(text: string): ParseResult;
  /** The size of the engine's memory; 0 while there is none. */
  readonly memoryBytes: number;
}

/** Makes a parser from the bytes of python.wasm. */
export async function createParser(bytes: Uint8Array): Promise<Parser> {
  return parserOf(await WebAssembly.compile(bytes));
}

/** As `createParser`, for callers that cannot wait; browsers forbid it for large modules outside of workers. */
export function createParserSync(bytes: Uint8Array): Parser {
  return parserOf(new WebAssembly.Module(bytes));
}

/** What python.c exports. */
interface Engine {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  initialize(): void;
  reserve(units: number): number;
  parse(steps: number): number;
  arrays(): number;
  is_out_of_memory(): number;
}

/** Code units; larger texts must not be nested deeper than `DEEPEST_NESTING`. */
const LARGE_TEXT = 512 * 1024;
const DEEPEST_NESTING = 1000;

/** WebAssembly memory never shrinks, so an engine that needed more than this is thrown away. */
const LARGEST_KEPT_MEMORY = 64 * 1024 * 1024;

/**
 * The budget in the steps that python.c counts. Real code takes 0.005 steps per code unit, nothing but names and
 * operators 0.1 at most.
 */
const STEPS = 5000;
const STEPS_PER_UNIT = 0.1;

function parserOf(module: WebAssembly.Module): Parser {
  let engine: Engine | undefined;

  function parse(text: string): ParseResult {
    if (text.length > LARGE_TEXT && isNestedDeeperThan(text, DEEPEST_NESTING)) return { ok: false, reason: 'nesting' };
    let current: Engine | undefined;
    try {
      current = engine ??= instantiate(module);
      const tree = parseWith(current, text);
      if (current.memory.buffer.byteLength > LARGEST_KEPT_MEMORY) engine = undefined;
      return tree ? { ok: true, tree } : { ok: false, reason: 'budget' };
    } catch (error) {
      engine = undefined;
      const isOutOfMemory = error instanceof RangeError || current?.is_out_of_memory() === 1;
      return { ok: false, reason: isOutOfMemory ? 'memory' : 'crash' };
    }
  }

  return {
    parse,
    get memoryBytes() {
      return engine === undefined ? 0 : engine.memory.buffer.byteLength;
    },
  };
}

function instantiate(module: WebAssembly.Module): Engine {
  const engine = new WebAssembly.Instance(module).exports as Engine;
  engine._initialize();
  engine.initialize();
  return engine;
}

function parseWith(engine: Engine, text: string): SyntaxTree | undefined {
  const length = text.length;
  const address = engine.reserve(length);
  const target = new Uint16Array(engine.memory.buffer, address, length);
  for (let i = 0; i < length; i++) target[i] = text.charCodeAt(i);
  const count = engine.parse(STEPS + Math.ceil(length * STEPS_PER_UNIT));
  if (count === 0) return undefined;
  // The memory may have grown, which detaches `target`.
  const buffer = engine.memory.buffer;
  const arrays = engine.arrays();
  const array = (index: number) => new Int32Array(buffer, arrays + index * count * Int32Array.BYTES_PER_ELEMENT, count);
  return {
    count,
    kinds: array(0),
    starts: array(1),
    ends: array(2),
    parents: array(3),
    nexts: array(4),
    units: new Uint16Array(buffer, address, length),
  };
}
