/** Guards that the author declares: `# interleave: guarded-by=_lock` beside a state, `# interleave: requires=_lock` on a def. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { assignedToSelf, classOf, linearBases } from '../program/classes.ts';
import type { Module } from '../program/module.ts';
import type { Node, Range } from '../program/node.ts';
import { provenanceOf } from '../program/value.ts';
import { rootOf, type SharedState, stateOfClassBody, stateOfPlace } from './shared-state.ts';

/** A declared lock. */
export interface Guard {
  /** As the comment names it. */
  readonly name: string;
  /** Whether it is an attribute of the same object (or class), or a global of the module. */
  readonly isAttribute: boolean;
  /** What makes it, when that is seen. */
  readonly made?: Node;
  readonly comment: Range;
}

export interface GuardProblem {
  readonly comment: Range;
  /** `syntax`: no name after `=`; `place`: nothing there that it could speak of; `lock`: nothing has that name. */
  readonly kind: 'syntax' | 'place' | 'lock';
  readonly directive: string;
  readonly name: string;
}

export interface GuardComments {
  /** By the key of the state. */
  readonly states: ReadonlyMap<string, { readonly state: SharedState; readonly guard: Guard }>;
  /** By function. */
  readonly required: ReadonlyMap<number, { readonly fn: Node; readonly guard: Guard }>;
  readonly problems: readonly GuardProblem[];
}

const memo = new WeakMap<object, GuardComments>();

export function guardCommentsOf(module: Module): GuardComments {
  let found = memo.get(module.surface);
  if (found === undefined) {
    found = collect(module);
    memo.set(module.surface, found);
  }
  return found;
}

const GUARD = /^#\s*interleave:\s*(guarded-by|requires)\b\s*(?:=\s*([\w.]*)\s*)?(.*)$/;

function collect(module: Module): GuardComments {
  const states = new Map<string, { state: SharedState; guard: Guard }>();
  const required = new Map<number, { fn: Node; guard: Guard }>();
  const problems: GuardProblem[] = [];
  for (const { start, end, text } of module.directives()) {
    const match = GUARD.exec(text);
    if (match === null) continue;
    const comment = { start, end };
    const directive = match[1]!;
    const name = (match[2] ?? '').replace(/^(self|cls)\./, '');
    const problem = (kind: GuardProblem['kind']): void => {
      problems.push({ comment, kind, directive, name });
    };
    if (name === '' || !/^\w+$/.test(name)) {
      problem('syntax');
      continue;
    }
    if (directive === 'requires') {
      const fn = definitionAt(module, comment);
      const guard = fn === undefined ? undefined : guardFor(name, module, classOf(fn), comment);
      if (fn === undefined || guard === undefined) problem(fn === undefined ? 'place' : 'lock');
      else required.set(fn.id, { fn, guard });
      continue;
    }
    const state = stateDeclaredAt(module, comment);
    const guard = state === undefined ? undefined : guardFor(name, module, state.owner, comment);
    if (state === undefined || guard === undefined) problem(state === undefined ? 'place' : 'lock');
    else states.set(state.key, { state, guard });
  }
  return { states, required, problems };
}

/** The function on whose header the comment stands: from the line of `def` to that of the colon. */
function definitionAt(module: Module, comment: Range): Node | undefined {
  return module.functions.find((fn) => {
    const name = fn.ownScope?.nameRange;
    const body = fn.child(Role.Body);
    if (name === undefined || body === undefined) return false;
    return lineStart(module.text, name.start) <= comment.start && comment.start < body.start;
  });
}

/** The state that an assignment on the comment's line declares. */
function stateDeclaredAt(module: Module, comment: Range): SharedState | undefined {
  const line = lineStart(module.text, comment.start);
  for (const assign of module.all(Form.Assign)) {
    if (assign.start >= comment.start || assign.end <= line || assign.parent?.form === Form.Assign) continue;
    const place = assign.child(Role.Target);
    const state = place === undefined ? undefined : (stateOfPlace(place) ?? stateInClassBody(place));
    if (state !== undefined && state.kind !== 'cell' && place !== undefined && rootOf(place)?.is(place)) return state;
  }
  return undefined;
}

/** `count: int = 0` in the body of a class: what its methods know as `self.count` or `cls.count`. */
function stateInClassBody(place: Node): SharedState | undefined {
  const cls = place.scope.node;
  if (place.form !== Form.Name || cls?.form !== Form.Class) return undefined;
  return stateOfClassBody(cls, place.name);
}

function guardFor(name: string, module: Module, owner: Node | undefined, comment: Range): Guard | undefined {
  const classes = owner?.form === Form.Class ? linearBases(owner) : [];
  for (const base of classes) {
    if (base.kind !== 'class') continue;
    const own = base.node.ownScope?.own(name) ?? [];
    const assigned = [
      ...assignedToSelf(base.node, name),
      ...own.flatMap(({ node }) => node.parent?.assignedValue ?? []),
    ];
    if (assigned.length > 0) return { name, isAttribute: true, comment, ...madeBy(assigned[0]!) };
  }
  const bindings = module
    .globals(name)
    .filter(({ kind }) => kind === BindingKind.Assign || kind === BindingKind.Import);
  const [binding] = bindings;
  if (binding === undefined) return undefined;
  const value = binding.node.parent?.form === Form.Assign ? binding.node.parent.assignedValue : undefined;
  return { name, isAttribute: false, comment, ...(value === undefined ? {} : madeBy(value)) };
}

function madeBy(value: Node): { readonly made?: Node } {
  const provenance = provenanceOf(value);
  return provenance.kind === 'instance' ? { made: provenance.made } : {};
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
}
