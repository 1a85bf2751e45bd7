import { callStateWitness, type Rule, type SharedCallState, sharedCallStatesIn, startedAt } from '#analysis';
import explanation from './rule.md';

/**
 * What belongs to one call is kept where all calls find it, so the calls of two threads overwrite each other's.
 *
 * A decorator is made once for its function: whatever it keeps in itself or in its variables is shared by all calls.
 */
export const sharedCallState: Rule = {
  id: 'shared-call-state',
  severity: 'warning',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const shared of sharedCallStatesIn(module)) {
      const { state, place, use, contexts } = shared;
      const { path } = state.written.module;
      yield {
        range: place.range,
        message: messageOf(shared),
        detail: `A thread that comes in before '${state.name}' is read overwrites it, and the first call reads that.`,
        instead: INSTEAD[shared.how],
        related: [
          ...(place.is(state.written) ? [] : [{ path, range: state.written.range, message: 'It is stored here.' }]),
          { path, range: state.read.range, message: 'The call relies on it here.' },
          ...(place.is(use)
            ? []
            : [{ path: use.module.path, range: use.range, message: 'It is used as a decorator here.' }]),
          ...startedAt(contexts),
        ],
        witness: callStateWitness(shared),
      };
    }
  },
};

function messageOf({ how, state, fn, owner }: SharedCallState): string {
  if (how === 'manager')
    return `'${state.name}' belongs to one 'with', but several threads enter this '${owner.name}'.`;
  return `'${state.name}' belongs to one call, but all calls of '${fn!.name}' share it.`;
}

const INSTEAD: Readonly<Record<SharedCallState['how'], string>> = {
  decorator: "Write 'with' and a new object in the function, or write the decorator as a '@contextmanager'.",
  manager: "Make a new object for each 'with', or keep the state in a 'threading.local()'.",
  callable: 'Keep it in a local variable of the function that is put around the other one.',
  closure: "Keep it in a local variable, or in a 'threading.local()' where a call must know of its outer one.",
};
