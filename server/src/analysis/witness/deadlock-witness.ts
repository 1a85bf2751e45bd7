/** Two that wait for each other: for a lock that the other one holds, or for the other one's end. */
import type { ExecutionContext } from '../contexts/execution-context.ts';
import { Role } from '../facts/forms.ts';
import type { Code } from '../program/code.ts';
import type { Node } from '../program/node.ts';
import { onOneLine } from './display-text.ts';
import { contextNames, laneOf, placeOf } from './lane.ts';
import type { AcquisitionPath, DeadlockWitness } from './witness.ts';

/** How one context comes to hold one lock and to want another. */
export interface Acquisition {
  readonly context: ExecutionContext;
  /** The function or module whose code takes the first lock. */
  readonly code: Code;
  /** Locks by the names that the user knows them by; without `held` the other one waits for the end of this one. */
  readonly held?: string;
  readonly wanted: string;
  /** What the lane is called, where the kind of its context does not tell enough. */
  readonly called?: string;
  /** What takes `held`, the calls that lead on from there, and last what takes `wanted`. */
  readonly path: readonly { readonly node: Node; readonly text?: string }[];
}

export function deadlockWitness(first: Acquisition, second: Acquisition): DeadlockWitness {
  const names = contextNames(first.context, second.context);
  const [mine, theirs] = [first.called ?? names[0], second.called ?? names[1]];
  return { kind: 'deadlock', paths: [pathOf(first, mine), pathOf(second, theirs)] };
}

function pathOf({ code, held, wanted, path }: Acquisition, context: string): AcquisitionPath {
  return {
    lane: laneOf({ node: path[0]!.node, code, context }),
    steps: path.map(({ node, text = writtenAs(node) }) => ({ text: onOneLine(text), place: placeOf(node) })),
    ...(held === undefined ? {} : { held: onOneLine(held) }),
    wanted: onOneLine(wanted),
  };
}

function writtenAs({ text, role, parent }: Node): string {
  if (role !== Role.Context) return text;
  return parent?.parent?.isAsync ? `async with ${text}:` : `with ${text}:`;
}
