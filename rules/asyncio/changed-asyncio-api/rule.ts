import {
  type ChangedUse,
  changedUsesIn,
  type Fix,
  insteadOfRemoved,
  isTargetAtLeast,
  mayUse,
  type Rule,
  withoutArgument,
  wrappedInTasks,
} from '#analysis';
import explanation from './rule.md';

/**
 * What newer Pythons have taken out of asyncio fails on them, always.
 *
 * It is an error where the code is known to run on such a Python. Elsewhere it is an info: it may run on older ones only,
 * although all that are still maintained refuse it.
 */
export const changedAsyncioApi: Rule = {
  id: 'changed-asyncio-api',
  severity: 'error',
  fix: 'unsafe',
  peers: [],
  explanation,
  *check(module) {
    for (const found of changedUsesIn(module)) {
      const [major, minor] = found.since;
      const isSure = isTargetAtLeast(module.environment, major, minor);
      yield {
        range: found.node.range,
        message: messageOf(found),
        ...(isSure ? {} : { severity: 'info' as const }),
        detail: detailOf(found),
        instead: insteadOf(found),
        fixes: fixesFor(found),
      };
    }
  },
};

function messageOf({ kind, name, since }: ChangedUse): string {
  const version = since.join('.');
  if (kind === 'loop') return `'${name}' has no parameter 'loop' since Python ${version}.`;
  if (kind === 'coroutines') return `'${name}' takes tasks and no coroutines since Python ${version}.`;
  return `Python ${version} and later have no '${name}'.`;
}

function detailOf({ kind, node }: ChangedUse): string {
  if (kind === 'loop') return 'There the call raises TypeError; what it makes uses the loop that runs when it is used.';
  if (kind === 'coroutines') return 'There it raises TypeError, and the coroutines are never awaited.';
  return node.text.includes('.') ? 'There it raises AttributeError.' : 'There its import raises ImportError.';
}

function insteadOf({ kind, name, node }: ChangedUse): string {
  if (kind === 'loop') return "Leave 'loop' out, and call it where the loop runs.";
  if (kind !== 'coroutines') return insteadOfRemoved(name)!;
  const group = mayUse(node.module.environment, 3, 11) ? ' or a TaskGroup' : '';
  return `Give it tasks: 'asyncio.create_task(…)', or use 'asyncio.gather'${group}.`;
}

function fixesFor({ kind, call, node, coroutines }: ChangedUse): Fix[] {
  if (call === undefined || kind === 'name') return [];
  if (kind === 'loop') return [{ title: "Leave out 'loop'", safety: 'unsafe', edits: withoutArgument(call, node) }];
  const edits = wrappedInTasks(call, coroutines);
  return edits.length === 0 ? [] : [{ title: 'Make tasks of the coroutines', safety: 'unsafe', edits }];
}
