/** Edits that let a loop go through a copy, which is made in one step. */
import type { SharedIteration } from './contexts/shared-iterations.ts';
import type { TaskIteration } from './contexts/task-iterations.ts';
import { Form, Role } from './facts/forms.ts';
import type { Fix } from './finding.ts';
import { LOOPS_IN_PYTHON } from './library/iterating.ts';

/** No fix where the copy is a loop itself, or where a lock is there for the changes: then it belongs around the loop. */
export function copyBeforeLoop({ iteration, other }: SharedIteration | TaskIteration): Fix[] {
  const { iterable, root, container, loop } = iteration;
  if (LOOPS_IN_PYTHON.has(container) || ('locks' in other && other.locks.length > 0)) return [];
  const { start, end } = iterable;
  const keepsKind = loop.form === Form.Call && /^(deepcopy|dumps?)$/.test(loop.child(Role.Callee)?.name ?? '');
  if (!keepsKind && iterable.scope.scopeOf('list') !== undefined) return [];
  const edits = keepsKind
    ? [{ range: { start: end, end }, text: '.copy()' }]
    : [
        { range: { start, end: start }, text: 'list(' },
        { range: { start: end, end }, text: ')' },
      ];
  return [{ title: `Go through a copy of '${root.text}'`, safety: 'unsafe', edits }];
}
