/** Spreads contexts over the program along its calls, by numbers alone; most edits change nothing that it depends on. */
import { type Calls, isEqual } from './call-edges.ts';
import type { ExecutionContext } from './execution-context.ts';
import { letsThrough } from './thread-guards.ts';

/** A context, by its number, that begins with a code, by the code's number. */
export interface Start {
  readonly context: number;
  readonly code: number;
}

export interface SpreadInput {
  readonly calls: Calls;
  readonly starts: readonly Start[];
  /** By number. */
  readonly contexts: readonly ExecutionContext[];
  /** The context of code that nothing calls. */
  readonly assumed: number;
  /** What the result is kept by for the next program. */
  readonly lineage: object;
}

/** By code: the numbers of the contexts in which it runs; undefined for code that nothing reaches. */
export type Placed = readonly (readonly number[] | undefined)[];

/** A function with more contexts than this is called from everywhere: more of them say nothing new. */
const MOST_CONTEXTS = 32;

const earlier = new WeakMap<object, { readonly input: SpreadInput; readonly placed: Placed }>();

/** In the order of the starts, which is that of the contexts of each code. */
export function placedFrom(input: SpreadInput): Placed {
  const before = earlier.get(input.lineage);
  const placed = before !== undefined && isSame(before.input, input) ? before.placed : spread(input);
  earlier.set(input.lineage, { input, placed });
  return placed;
}

function spread({ calls, starts, contexts, assumed }: SpreadInput): Placed {
  const { called, guards, isCalled } = calls;
  const placed: (number[] | undefined)[] = new Array(calls.starts.length - 1);
  const begin = (context: number, from: number): void => {
    const pending = [from];
    for (let code = pending.pop(); code !== undefined; code = pending.pop()) {
      const known = placed[code];
      if (known === undefined) placed[code] = [context];
      else if (known.length < MOST_CONTEXTS && !known.includes(context)) known.push(context);
      else continue;
      for (let edge = calls.starts[code]!; edge < calls.starts[code + 1]!; edge++) {
        if (letsThrough(guards[edge]!, contexts[context]!)) pending.push(called[edge]!);
      }
    }
  };
  for (const { context, code } of starts) begin(context, code);
  for (let code = 0; code < placed.length; code++) {
    if (placed[code] === undefined && isCalled[code] === 0) begin(assumed, code);
  }
  return placed;
}

/** Whether all that the spreading looks at is equal. */
function isSame(a: SpreadInput, b: SpreadInput): boolean {
  return (
    a.contexts.length === b.contexts.length &&
    a.starts.length === b.starts.length &&
    a.contexts.every(({ kind }, index) => kind === b.contexts[index]!.kind) &&
    a.starts.every(
      ({ context, code }, index) => context === b.starts[index]!.context && code === b.starts[index]!.code,
    ) &&
    isEqual(a.calls.starts, b.calls.starts) &&
    isEqual(a.calls.called, b.calls.called) &&
    isEqual(a.calls.guards, b.calls.guards) &&
    isEqual(a.calls.isCalled, b.calls.isCalled)
  );
}
