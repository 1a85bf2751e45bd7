/** Two ways to take the same two locks in opposite order, as a cycle of waiting. */
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
  /** Locks by the names that the user knows them by. */
  readonly held: string;
  readonly wanted: string;
  /** What takes `held`, the calls that lead on from there, and last what takes `wanted`. */
  readonly path: readonly { readonly node: Node; readonly text?: string }[];
}

export function deadlockWitness(first: Acquisition, second: Acquisition): DeadlockWitness {
  const names = contextNames(first.context, second.context);
  return { kind: 'deadlock', paths: [pathOf(first, names[0]), pathOf(second, names[1])] };
}

function pathOf({ code, held, wanted, path }: Acquisition, context: string): AcquisitionPath {
  return {
    lane: laneOf({ node: path[0]!.node, code, context }),
    steps: path.map(({ node, text = writtenAs(node) }) => ({ text: onOneLine(text), place: placeOf(node) })),
    held: onOneLine(held),
    wanted: onOneLine(wanted),
  };
}

function writtenAs({ text, role, parent }: Node): string {
  if (role !== Role.Context) return text;
  return parent?.parent?.isAsync ? `async with ${text}:` : `with ${text}:`;
}
