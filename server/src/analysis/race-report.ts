/** What both rules on unlocked changes of shared state say of a race. */

import type { Conflict } from './contexts/conflicts.ts';
import { ASSUMED_THREADS, type ExecutionContext } from './contexts/execution-context.ts';
import type { Race } from './contexts/races.ts';
import type { RelatedPlace, Report } from './finding.ts';
import { addLock } from './lock-edits.ts';
import { type Code, functionIn } from './program/code.ts';
import type { Module } from './program/module.ts';
import { nameOfState } from './summaries/accesses.ts';
import { raceWitness } from './witness/race-witness.ts';

export function raceReport(module: Module, race: Race): Report {
  return {
    range: race.update.place.range,
    message: messageOf(race),
    ...(race.isAssumed ? { severity: 'info' as const } : {}),
    detail: detailOf(race),
    instead: 'Change it under one lock everywhere, or give each thread its own to combine later.',
    related: [...oldRead(race), ...otherPlace(race), ...starts(race)],
    witness: raceWitness(race),
    fixes: addLock(module, race),
  };
}

function messageOf({ update, updateContext, other }: Race): string {
  const variable = nameOfState(update);
  if (update.read !== undefined) return `Another thread may change '${variable}' between its read and this write.`;
  const locks = update.locks.length > 0 && other.locks.length > 0 ? 'under different locks' : 'without a common lock';
  if (other === update && updateContext.isMany) return `Several threads change '${variable}' here ${locks}.`;
  return `'${variable}' is changed here and in another thread ${locks}.`;
}

function detailOf({ update, window }: Race): string {
  const variable = nameOfState(update);
  const when = BUILDS[window] ?? 'on every Python build';
  return `What another thread writes to '${variable}' in between is lost, ${when}.`;
}

const BUILDS: Readonly<Partial<Record<Race['window'], string>>> = {
  bytecodes: 'up to Python 3.9 and without the GIL',
  'no-gil': 'without the GIL',
};

function oldRead({ update: { read } }: Race): RelatedPlace[] {
  return read === undefined ? [] : [{ range: read.range, message: 'The old value is read here.' }];
}

/** `does` says what the other one does. */
export function otherPlace({ update, other, otherContext }: Conflict, does = 'Written here too'): RelatedPlace[] {
  if (other === update) return [];
  const lock = other.locks[0] === undefined ? 'holding no lock' : `holding '${other.locks[0].name}'`;
  return [
    {
      path: other.place.module.path,
      range: other.place.range,
      message: `${does}, in ${describe(otherContext)}, ${lock}.`,
    },
  ];
}

export function starts({ update, updateContext, other, otherContext }: InTwoContexts): RelatedPlace[] {
  const fromOutside = [
    ...placeFromOutside(updateContext, update.code),
    ...(otherContext === updateContext ? [] : placeFromOutside(otherContext, other.code)),
  ];
  return [...startedAt([updateContext, otherContext]), ...fromOutside];
}

/** Two pieces of code that may run at the same time, and where each runs. */
type InTwoContexts = Pick<Conflict, 'updateContext' | 'otherContext'> & {
  readonly update: { readonly code: Code };
  readonly other: { readonly code: Code };
};

/** Where threads come in of which only the configuration tells. */
function placeFromOutside(context: ExecutionContext, code: Code): RelatedPlace[] {
  const isNamed = context.entry !== undefined && context.origin?.is(context.entry) === true;
  if (!isNamed && context !== ASSUMED_THREADS) return [];
  const fn = isNamed ? context.entry : functionIn(code);
  const range = fn?.ownScope?.nameRange;
  if (fn === undefined || range === undefined) return [];
  const message = isNamed
    ? "Threads from outside run it, as 'thread-entry-points' says."
    : "Threads from outside come here, as 'assume-concurrent' says.";
  return [{ path: fn.module.path, range, message }];
}

export function startedAt(contexts: readonly ExecutionContext[]): RelatedPlace[] {
  return [...new Set(contexts)].flatMap((context) => {
    if (context.start === undefined) return [];
    const { isMany } = context;
    const what = context.kind === 'executor' ? 'pool job' : 'thread';
    const name = context.entry?.name ? ` running '${context.entry.name}'` : '';
    const message = isMany ? `Several ${what}s${name} start here.` : `The ${what}${name} starts here.`;
    return [{ path: context.start.module.path, range: context.start.range, message }];
  });
}

/** 'the main flow', 'the thread running 'work'' */
export function describe({ kind, entry, isMany }: ExecutionContext): string {
  if (kind === 'event-loop') return 'the event loop';
  if (kind === 'signal-handler') return 'a signal handler';
  if (kind === 'finalizer') return 'a finalizer';
  if (kind !== 'thread' && kind !== 'executor') return 'the main flow';
  const name = entry?.name ? ` running '${entry.name}'` : '';
  return `${isMany ? 'several threads' : 'the thread'}${name}`;
}
