/** Work whose exceptions go to nobody: it is handed to a pool or a loop, and what comes back is dropped. */
import { Form, Role } from '../facts/forms.ts';
import { lastNames } from '../library/last-names.ts';
import { lookUp } from '../library/results.ts';
import { callGraphOf } from './call-graph.ts';
import { callsNamed } from './called-names.ts';
import { conditionsAt } from './conditions.ts';
import { type Dropped, droppedAt } from './dropped-values.ts';
import { handledErrors } from './handled-errors.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { isNeverMet } from './settled-tests.ts';
import { referencesTo } from './usage.ts';
import { functionOf, provenanceOf, symbolOf } from './value.ts';

/**
 * - `future`: what `submit` gives, or the like
 * - `iterator`: what `map` of an executor gives, which raises when one comes to the job that failed
 * - `results`: the list of `gather(…, return_exceptions=True)`
 */
export interface LostException {
  readonly call: Node;
  readonly what: 'future' | 'iterator' | 'results';
  readonly dropped: Dropped;
  /** What is handed over, as it is written. */
  readonly work?: Node;
  /** Its function, if it is one of the program. */
  readonly fn?: Node;
  /** Whether all of it is in sight, nothing in it takes care of any exception, and it does more than to end something. */
  readonly isSure: boolean;
}

/** In source order. */
export function lostExceptionsIn(module: Module): LostException[] {
  return droppedIn(module).flatMap((found): LostException[] => {
    const { call, what, work } = found;
    if ((what === 'results' && isLookedAtLater(call)) || conditionsAt(call).some(isNeverMet)) return [];
    const functions = what === 'results' ? gathered(call) : [functionGiven(work)];
    const handled = functions.map((fn) => (fn === undefined ? 'unknown' : handledErrors(fn)));
    if (handled.every((how) => how === 'all')) return [];
    const [fn] = functions;
    return [
      {
        ...found,
        isSure: handled.every((how) => how === 'none') && !CLOSING.test(work?.text ?? ''),
        ...(fn === undefined ? {} : { fn }),
      },
    ];
  });
}

interface Handing {
  readonly what: LostException['what'];
  /** The arguments that are a function to run, or a coroutine; and one that is told of errors. */
  readonly position: number;
  readonly keyword?: string;
  readonly onError?: string;
}

const POOL_METHOD: Handing = { what: 'future', position: 0, keyword: 'func', onError: 'error_callback' };

/** Sources: the Python documentation of concurrent.futures, asyncio and multiprocessing. None of these logs an exception. */
const HANDING: Readonly<Record<string, Handing>> = {
  'concurrent.futures.Executor.submit': { what: 'future', position: 0 },
  'concurrent.futures.Executor.map': { what: 'iterator', position: 0 },
  'asyncio.run_coroutine_threadsafe': { what: 'future', position: 0, keyword: 'coro' },
  'multiprocessing.pool.Pool.apply_async': POOL_METHOD,
  'multiprocessing.pool.Pool.map_async': POOL_METHOD,
  'multiprocessing.pool.Pool.starmap_async': POOL_METHOD,
  'asyncio.gather': { what: 'results', position: 0 },
};
const LAST_NAMES: ReadonlySet<string> = lastNames(Object.keys(HANDING));
const NOTHING: ReadonlySet<string> = new Set();

const droppedIn = keptByChunk((module, chunk): Omit<LostException, 'isSure'>[] =>
  callsNamed(module, chunk, LAST_NAMES).flatMap((call) => {
    const handing = lookUp(HANDING, symbolOf(call.child(Role.Callee)!) ?? '');
    if (handing === undefined || call.isAwaited !== (handing.what === 'results')) return [];
    const dropped = droppedAt(call.isAwaited ? call.parent! : call, NOTHING);
    if (dropped === undefined) return [];
    if (handing.onError !== undefined && call.keyword(handing.onError) !== undefined) return [];
    if (handing.what === 'results' && call.keyword('return_exceptions')?.form !== Form.True) return [];
    const work = call.argument(handing.position, handing.keyword);
    return [{ call, what: handing.what, dropped, ...(work === undefined ? {} : { work }) }];
  }),
);

/** The function that is handed over, or that makes the coroutine which is. */
function functionGiven(work: Node | undefined): Node | undefined {
  if (work === undefined) return undefined;
  return work.form === Form.Call
    ? (callGraphOf(work.module).target(work) ?? functionOf(provenanceOf(work)))
    : functionOf(provenanceOf(work));
}

/** The functions whose coroutines are gathered; undefined for those that are not in sight. */
function gathered(call: Node): (Node | undefined)[] {
  return call.args.map((arg) => {
    const list = arg.form === Form.Star ? arg.child(Role.Operand) : arg;
    return functionGiven(list?.form === Form.Comprehension ? list.child(Role.Element) : list);
  });
}

/**
 * Whether the tasks are asked by themselves, or are being ended: then what they raise is no news. `task.cancel()` comes
 * first, or they only close something.
 */
function isLookedAtLater(call: Node): boolean {
  const fn = call.code;
  if (fn === undefined || ENDING.test(fn.name)) return true;
  if (call.args.some((arg) => CLOSING.test(arg.text))) return true;
  const isCancelled = [...fn.descendants(Form.Attribute)].some(
    ({ name, role, start }) => role === Role.Callee && name === 'cancel' && start < call.start,
  );
  return (
    isCancelled ||
    call.args.some((arg) => {
      const list = arg.form === Form.Star ? arg.child(Role.Operand) : arg;
      const scope = list?.form === Form.Name ? list.scope.scopeOf(list.name) : undefined;
      // A list that somebody else has, or an unknown one.
      if (list !== undefined && scope === undefined) return list.form !== Form.Comprehension && list.form !== Form.Call;
      return scope !== undefined && referencesTo(list!.name, scope).some(({ start }) => start > call.end);
    })
  );
}

/** Functions that end what is there, by their name. */
const ENDING = /stop|close|shut_?down|clean_?up|cancel|exit|tear_?down|finali[sz]e|terminate|disconnect|drain|__del__/i;
const CLOSING =
  /\b(a?close\w*|stop\w*|shut_?down\w*|disconnect\w*|terminate\w*|kill\w*|clean_?up\w*|cancel\w*|wait_closed)\(/i;
