/** Why a finding is a bug: a schedule, a call chain or a cycle of locks, as plain data that every surface can draw. */
import type { Range } from '../program/node.ts';

export type Witness = RaceWitness | BlockingWitness | DeadlockWitness;

/** Where something of the user's stands; the path is one of the program's. */
export interface WitnessPlace {
  readonly path: string;
  readonly range: Range;
  /** From 1; undefined in a notebook, whose cells count their own lines. */
  readonly line?: number;
}

/** One thread, task or loop, and the code that it runs. */
export interface Lane {
  /** 'thread 1', 'main thread', 'event loop' */
  readonly context: string;
  /** The function; '' for code of the module itself. */
  readonly code: string;
  readonly place: WitnessPlace;
}

/** Something that a lane does at a place, as the user wrote it. */
export interface Step {
  readonly text: string;
  readonly place: WitnessPlace;
}

/**
 * When others may get their turn in the middle of the first lane's steps: at an `await`; at a call, on every build;
 * between any two bytecodes, as in Python up to 3.9 and in free-threaded builds; only in free-threaded builds; at any
 * time, as processes share the database.
 */
export type WindowKind = 'await' | 'call' | 'bytecodes' | 'no-gil' | 'database';

export interface RaceStep extends Step {
  readonly lane: 0 | 1;
  readonly action: 'read' | 'write';
  /** The text for where there is little room: it leaves out what the heading of the state says. */
  readonly short: string;
  /** What the variable is after the step. */
  readonly state: string;
}

/** An interleaving of two lanes that gives a wrong result. The first lane has the first step and the last. */
export interface RaceWitness {
  readonly kind: 'race';
  /** What the state is of: `total`, `by_page[page]`. */
  readonly subject: string;
  readonly lanes: readonly [Lane, Lane];
  readonly steps: readonly RaceStep[];
  /** `at`: the name of the function whose call it is. */
  readonly window: { readonly kind: WindowKind; readonly at?: string };
  /** What went wrong in the end: 'one update lost'. */
  readonly outcome: string;
}

/** A call that keeps the event loop's thread. */
export interface BlockingWitness {
  readonly kind: 'blocking';
  readonly lane: Lane;
  /** From a call in the lane's code to the call that blocks: each is made by the function that the one before calls. */
  readonly chain: readonly Step[];
  /** 'for 1 s', 'until the server has answered' */
  readonly wait: string;
  /** Other coroutines of the module, which wait with all else that the loop runs. */
  readonly waiting: readonly string[];
}

/** How one lane comes to hold one lock and to wait for another. */
export interface AcquisitionPath {
  readonly lane: Lane;
  /** The first step takes `held`, the last wants `wanted`; in between are the calls that lead from one to the other. */
  readonly steps: readonly Step[];
  /** undefined for a lane that holds nothing: what the other one waits for is that it ends. */
  readonly held?: string;
  readonly wanted: string;
}

/** Two lanes of which each holds what the other wants, or is what the other waits for. */
export interface DeadlockWitness {
  readonly kind: 'deadlock';
  readonly paths: readonly [AcquisitionPath, AcquisitionPath];
}

/** The end that is not the finding's own place, and what happens there; undefined where both are in one place. */
export function otherEndOf(witness: Witness): Step | undefined {
  switch (witness.kind) {
    case 'race': {
      const place = witness.steps.findLast(({ lane }) => lane === 1)?.place;
      return place === undefined ? undefined : { text: `${named(witness.lanes[1])} comes in between here`, place };
    }
    case 'blocking':
      if (witness.chain.length < 2) return undefined;
      return { text: 'the event loop waits here', place: witness.chain.at(-1)!.place };
    case 'deadlock': {
      const { lane, steps } = witness.paths[1];
      return { text: `${named(lane)} waits here`, place: steps.at(-1)!.place };
    }
  }
}

/** 'thread 2', 'the main thread' */
function named({ context }: Lane): string {
  return /\d$/.test(context) ? context : `the ${context}`;
}
