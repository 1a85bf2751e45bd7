/** Decisions on files: a test whether one is there, and the making or removing that is only right as long as it holds. */
import { BindingKind, Flag, Form, Role } from '../facts/forms.ts';
import { runningCode } from '../program/code.ts';
import { conditionsAt } from '../program/conditions.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { type Decision, isCaught } from './decisions.ts';
import { type SharedState, stateAt } from './shared-state.ts';

/**
 * Those of a function's own code on files that are the same for all threads: the path is made of constants, globals and
 * attributes. One that a parameter names may be each thread's own.
 */
export function fileDecisionsIn(calls: readonly Node[]): Decision[] {
  return calls.map(decisionAt).filter((decision) => decision !== undefined);
}

function decisionAt(call: Node): Decision | undefined {
  const callee = call.child(Role.Callee);
  // The cheap question: only plain names may have been given by an import.
  if (callee === undefined || (callee.form === Form.Attribute && !NAMES.has(callee.name))) return undefined;
  const act = actOf(call, callee);
  if (act === undefined || isCaught(call)) return undefined;
  const condition = conditionsAt(call).find(({ test }) => askedPath(test)?.text === act.path.text);
  if (condition === undefined || condition.holds !== act.removes) return undefined;
  const roots = rootsOf(act.path, 0);
  if (roots === undefined) return undefined;
  const { test } = condition;
  const owned = roots.find((node) => stateAt(node)?.kind !== 'global');
  return {
    kind: 'file',
    state: stateOf(owned, act.path),
    root: owned ?? act.path,
    test,
    look: test,
    act: call,
    value: act.path,
  };
}

/** The file, as far as others have it: if an object names it, only who has the object. */
function stateOf(owned: Node | undefined, path: Node): SharedState {
  const { module, text } = path;
  const state = owned === undefined ? undefined : stateAt(owned);
  if (state !== undefined) return { ...state, key: `file:${state.key}:${text}` };
  return { kind: 'global', key: `file:${module.id}:${text}`, name: text, module };
}

interface FileAct {
  readonly path: Node;
  readonly removes: boolean;
}

/** What a call makes or removes, if it fails when that is there or gone already. */
function actOf(call: Node, callee: Node): FileAct | undefined {
  const [first] = call.args;
  switch (symbolOf(callee)) {
    case 'os.mkdir':
      return first && { path: first, removes: false };
    case 'os.makedirs':
      return call.argument(2, 'exist_ok') === undefined ? first && { path: first, removes: false } : undefined;
    case 'os.remove':
    case 'os.unlink':
    case 'os.rmdir':
      return first && { path: first, removes: true };
    case 'shutil.rmtree':
      return call.argument(1, 'ignore_errors') === undefined ? first && { path: first, removes: true } : undefined;
    default:
      break;
  }
  const path = pathBefore(callee);
  if (path === undefined || call.keyword('exist_ok') !== undefined || call.keyword('missing_ok') !== undefined) {
    return undefined;
  }
  return { path, removes: callee.name !== 'mkdir' };
}

const NAMES: ReadonlySet<string> = new Set(['mkdir', 'makedirs', 'remove', 'unlink', 'rmdir', 'rmtree']);

/** `p` in `os.path.exists(p)` and `p.exists()`. */
function askedPath(test: Node): Node | undefined {
  const callee = test.form === Form.Call ? test.child(Role.Callee) : undefined;
  if (callee === undefined) return undefined;
  if (/^os\.path\.(exists|lexists|isdir|isfile)$/.test(symbolOf(callee) ?? '')) return test.args[0];
  return /^(exists|is_dir|is_file)$/.test(callee.name) ? pathBefore(callee) : undefined;
}

/** `p` in `p.mkdir`, where that is known to be a path. */
function pathBefore(callee: Node): Node | undefined {
  const object = callee.form === Form.Attribute ? callee.child(Role.Object) : undefined;
  const value = object === undefined ? undefined : provenanceOf(object);
  return value?.kind === 'instance' && value.of === 'pathlib.Path' ? object : undefined;
}

/** The variables that a path is made of; undefined if some may be different in each thread. */
function rootsOf(path: Node, depth: number): Node[] | undefined {
  if (depth > DEEPEST) return undefined;
  switch (path.form) {
    case Form.Number:
      return [];
    case Form.String:
      return path.has(Flag.Interpolated) ? rootsOfAll(path.children, depth) : [];
    case Form.Binary:
      return rootsOfAll(path.children, depth);
    case Form.Call: {
      const name = symbolOf(path.child(Role.Callee)!) ?? '';
      return SAME.test(name) ? rootsOfAll(path.childrenIn(Role.Argument), depth) : undefined;
    }
    case Form.Name: {
      const source = onlyValue(path);
      if (source !== undefined) return rootsOf(source, depth + 1);
      return stateAt(path) === undefined ? rootsOfModuleName(path) : [path];
    }
    case Form.Attribute:
      return stateAt(path) === undefined ? undefined : [path];
    default:
      return undefined;
  }
}

/** Longest chain of variables that is followed. */
const DEEPEST = 5;

/** What gives the same path to all threads when it is given the same. */
const SAME =
  /^(os\.path\.(join|abspath|dirname|basename|expanduser|normpath|realpath)|os\.(getcwd|fspath)|pathlib\.Path|pathlib\.Path\.(home|cwd)|tempfile\.gettempdir|builtins\.str)$/;

function rootsOfAll(nodes: readonly Node[], depth: number): Node[] | undefined {
  const found: Node[] = [];
  for (const node of nodes) {
    const roots = rootsOf(node, depth + 1);
    if (roots === undefined) return undefined;
    found.push(...roots);
  }
  return found;
}

/** The module's own `__file__`. */
function rootsOfModuleName(name: Node): Node[] | undefined {
  return name.name === '__file__' ? [] : undefined;
}

/** What the function's own variable is given, if it is given anything only once. */
function onlyValue(name: Node): Node | undefined {
  const scope = name.scope.scopeOf(name.name);
  if (scope === undefined || scope.isModule || scope.node?.id !== runningCode(name).id) return undefined;
  const [binding, ...others] = scope.own(name.name);
  if (binding?.kind !== BindingKind.Assign || others.length > 0) return undefined;
  const { parent } = binding.node;
  return parent?.form === Form.Assign ? parent.assignedValue : undefined;
}
