/** Questions about the GIL, and settings for it, that CPython does not know: they have the same answer on every build. */
import { Form, Role } from '../facts/forms.ts';
import {
  ALLOCATORS,
  BUILD_VARIABLE,
  GIL_QUESTION,
  MISNAMED_VARIABLES,
  MISSING_NAMES,
  OLD_BUILD_TEXT,
  VARIABLE_GETTERS,
} from '../library/gil-names.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { provenanceOf, symbolOf } from './value.ts';

/**
 * - `variable`: no build has a variable of this name
 * - `missing`: `sys` has nothing of this name
 * - `uncalled`: the function is tested, not what it says
 * - `compared`: the variable is a number or `None`, and compared with something else
 * - `version`: a text that `sys.version` has in 3.13 only
 * - `allocator`: a value of `PYTHONMALLOC` with which no interpreter starts
 */
export interface WrongProbe {
  readonly kind: 'variable' | 'missing' | 'uncalled' | 'compared' | 'version' | 'allocator';
  readonly node: Node;
  /** What is asked for: `Py_NOGIL`, `sys.flags.nogil`, `biased`; for `compared` what it is compared with. */
  readonly name: string;
}

const STRINGS: ReadonlySet<string> = new Set([
  ...MISNAMED_VARIABLES,
  ...[BUILD_VARIABLE, OLD_BUILD_TEXT, 'PYTHONMALLOC', 'nogil', 'is_gil_enabled'],
]);
const ATTRIBUTES: ReadonlySet<string> = new Set(['_is_gil_enabled', 'is_gil_enabled', 'nogil']);

export function* wrongGilProbesIn(module: Module): Generator<WrongProbe> {
  for (const string of module.named(STRINGS, Form.String)) {
    const found = probeByString(string);
    if (found !== undefined) yield found;
  }
  for (const attribute of module.named(ATTRIBUTES, Form.Attribute)) {
    const found = probeByName(attribute);
    if (found !== undefined) yield found;
  }
  // `from sys import _is_gil_enabled`, under any name.
  const isImported = [...module.named(new Set(['_is_gil_enabled']))].some(
    ({ parent }) => parent?.form === Form.ImportFrom,
  );
  if (!isImported) return;
  for (const test of module.rowsOf(Form.Name)) {
    if (isTested(test) && symbolOf(test) === GIL_QUESTION) yield { kind: 'uncalled', node: test, name: GIL_QUESTION };
  }
}

function probeByString(node: Node): WrongProbe | undefined {
  const { name } = node;
  if (name === 'PYTHONMALLOC') return unknownAllocator(node);
  if (name === OLD_BUILD_TEXT) return isSoughtInVersion(node) ? { kind: 'version', node, name } : undefined;
  if (name === BUILD_VARIABLE) {
    const other = isVariable(node) ? comparedWith(node.parent!) : undefined;
    return other === undefined ? undefined : { kind: 'compared', node: other.parent!, name: other.text };
  }
  if (MISNAMED_VARIABLES.has(name)) return isVariable(node) ? { kind: 'variable', node, name } : undefined;
  const object = node.parent?.form === Form.Call ? node.parent.args[0] : undefined;
  if (object === undefined || !isCallOf(node.parent!, GETATTR)) return undefined;
  const asked = `${symbolOf(object)}.${name}`;
  return MISSING_NAMES.has(asked) ? { kind: 'missing', node, name: asked } : undefined;
}

const GETATTR: ReadonlySet<string> = new Set(['builtins.getattr', 'builtins.hasattr']);

const isCallOf = (call: Node, names: ReadonlySet<string>): boolean => {
  const callee = call.form === Form.Call ? call.child(Role.Callee) : undefined;
  return callee !== undefined && names.has(symbolOf(callee) ?? '');
};

/** `get_config_var('…')`, `get_config_vars()['…']`, `get_config_vars().get('…')`. */
function isVariable({ parent }: Node): boolean {
  if (parent === undefined) return false;
  if (isCallOf(parent, VARIABLE_GETTERS)) return true;
  const callee = parent.form === Form.Call ? parent.child(Role.Callee) : undefined;
  const holder = parent.form === Form.Subscript ? parent : callee?.name === 'get' ? callee : undefined;
  const variables = holder?.child(Role.Object);
  return variables !== undefined && isCallOf(variables, VARIABLE_GETTERS);
}

/** What a variable is compared with that a number and `None` never are. */
function comparedWith(variable: Node): Node | undefined {
  const { parent } = variable;
  if (parent?.form !== Form.Compare) return undefined;
  const others = parent.children.filter((child) => !child.is(variable));
  const [other] = others;
  if (other === undefined || others.length > 1) return undefined;
  const isText = other.form === Form.String && (parent.name === '==' || parent.name === '!=');
  const isBoolean = (other.form === Form.True || other.form === Form.False) && parent.name.startsWith('is');
  return isText || isBoolean ? other : undefined;
}

function isSoughtInVersion({ parent }: Node): boolean {
  return parent?.form === Form.Compare && parent.children.some((child) => symbolOf(child) === 'sys.version');
}

function probeByName(node: Node): WrongProbe | undefined {
  const symbol = symbolOf(node);
  if (symbol === undefined) return undefined;
  if (MISSING_NAMES.has(symbol)) return { kind: 'missing', node, name: symbol };
  return symbol === GIL_QUESTION && isTested(node) ? { kind: 'uncalled', node, name: symbol } : undefined;
}

/** Whether it decides something by being true. */
function isTested({ parent, role }: Node): boolean {
  return role === Role.Test || parent?.form === Form.Not || (parent?.form === Form.BoolOp && parent.role === Role.Test);
}

/** The value that `PYTHONMALLOC` is given, if no interpreter knows it. */
function unknownAllocator(node: Node): WrongProbe | undefined {
  const { parent } = node;
  let value: Node | undefined;
  if (parent?.form === Form.Pair && node.role === Role.Key) value = parent.child(Role.Value);
  else if (parent?.form === Form.Subscript && parent.parent?.form === Form.Assign) value = parent.parent.assignedValue;
  else if (parent?.form === Form.Call && isSetter(parent)) value = parent.args[1];
  if (value?.form !== Form.String || value.name === '' || ALLOCATORS.has(value.name)) return undefined;
  return { kind: 'allocator', node: value, name: value.name };
}

const SETTERS: ReadonlySet<string> = new Set(['os.environ.setdefault', 'os.putenv']);

function isSetter(call: Node): boolean {
  const callee = call.child(Role.Callee);
  if (callee === undefined) return false;
  const value = provenanceOf(callee);
  return value.kind === 'symbol' && SETTERS.has(value.name);
}
