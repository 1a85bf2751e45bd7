/** `with`, `for` and `await` on objects that have only the other protocol, the asynchronous one or the plain one. */
import { Flag, Form, Role } from '../facts/forms.ts';
import {
  CONSUMERS,
  kindOfContextManager,
  kindOfIterable,
  type ProtocolKind,
} from '../library/asynchronous-protocols.ts';
import { hasOwn, linearBases, methodOf } from './classes.ts';
import { runningCode } from './code.ts';
import { mayBeReplaced } from './coroutine-calls.ts';
import { isDecoratorKeepingCoroutine } from './decorators.ts';
import { exceptionsCaughtAt, isCaughtAt, isExpectedToRaise } from './handlers.ts';
import { keptByChunk } from './kept.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { isNeverReached } from './settled-tests.ts';
import { overridesOf } from './subclasses.ts';
import { functionOf, provenanceOf, symbolOf, type Value } from './value.ts';

export interface WrongKind {
  /**
   * - `with`, `for`: the statement, or the `for` of a comprehension
   * - `await`: of an asynchronous generator; `consume`: by a builtin function that loops
   * - `import`: a task is made where no loop runs
   */
  readonly by: 'with' | 'for' | 'await' | 'consume' | 'import';
  /** The statement, comprehension, `await` or call. */
  readonly node: Node;
  /** What is entered, looped over or awaited. */
  readonly subject: Node;
  /** What it is: its class, or a kind of function. */
  readonly what: string;
  /** The kind that it has. */
  readonly kind: ProtocolKind;
  /** Its class or function, if that is in the program. */
  readonly definition?: Node;
}

/** What something is, and how it is used. */
interface Protocol {
  readonly kind: ProtocolKind;
  readonly what: string;
  readonly definition?: Node;
  /** What a subclass must have so that it goes the other way too. */
  readonly unless?: string;
}

/** In source order. */
export function wrongKindsIn(module: Module): WrongKind[] {
  return candidatesIn(module)
    .filter(({ node, subject }) => !isExpectedToFail(node) && !mayBeOtherMethod(subject) && !isNeverReached(node))
    .filter(({ definition, unless }) => unless === undefined || !isMendedBelow(definition!, unless))
    .sort((a, b) => a.node.start - b.node.start);
}

/** Whether `self.rows()` may call another method than the one found, of another kind. */
function mayBeOtherMethod(subject: Node): boolean {
  const callee = subject.form === Form.Call ? subject.child(Role.Callee) : undefined;
  const definition = callee === undefined ? undefined : functionOf(provenanceOf(callee));
  if (callee === undefined || definition === undefined) return false;
  const isSame = (other: Node): boolean =>
    other.isAsync === definition.isAsync && other.has(Flag.Generator) === definition.has(Flag.Generator);
  return mayBeReplaced(callee, isSame);
}

/** `with pytest.raises(TypeError):` around it, or a handler for what it raises. */
function isExpectedToFail(node: Node): boolean {
  return isExpectedToRaise(node) || isCaughtAt(node, ['TypeError', 'AttributeError', 'RuntimeError']);
}

/** Whether a subclass has the method that is missing. */
function isMendedBelow(cls: Node, method: string): boolean {
  return overridesOf(cls, method).length > 0;
}

type Candidate = WrongKind & Pick<Protocol, 'unless'>;

const candidatesIn = keptByChunk((module, chunk): Candidate[] =>
  module
    .rowsIn(chunk, Form.WithItem, Form.For, Form.ComprehensionFor, Form.Await, Form.Call)
    .flatMap((row) => candidateAt(row) ?? []),
);

function candidateAt(row: Node): Candidate | undefined {
  switch (row.form) {
    case Form.WithItem: {
      const statement = row.parent;
      // In broken code an item may stand by itself.
      if (statement === undefined) return undefined;
      return wrong('with', statement, row.child(Role.Context), kindOf(statement), contextManagerOf);
    }
    case Form.For:
    case Form.ComprehensionFor:
      return wrong('for', row, row.child(Role.Iterable), kindOf(row), iterableOf);
    case Form.Await:
      return generatorIn('await', row, row.child(Role.Operand));
    default:
      return byCall(row);
  }
}

function byCall(call: Node): Candidate | undefined {
  const callee = call.child(Role.Callee)!;
  if (callee.form === Form.Attribute && callee.name !== 'create_task') return undefined;
  const name = symbolOf(callee);
  if (name === 'asyncio.create_task') return isAtImport(call) ? taskAtImport(call, callee) : undefined;
  return name !== undefined && CONSUMERS.has(name) ? generatorIn('consume', call, call.args[0]) : undefined;
}

function kindOf({ isAsync }: Node): ProtocolKind {
  return isAsync ? 'asynchronous' : 'plain';
}

function wrong(
  by: 'with' | 'for',
  node: Node,
  subject: Node | undefined,
  asked: ProtocolKind,
  protocolOf: (subject: Node) => Protocol | undefined,
): Candidate | undefined {
  const protocol = subject === undefined ? undefined : protocolOf(subject);
  return subject === undefined || protocol === undefined || protocol.kind === asked
    ? undefined
    : { by, node, subject, ...protocol };
}

function generatorIn(by: 'await' | 'consume', node: Node, subject: Node | undefined): Candidate | undefined {
  const generator = subject?.form === Form.Call ? generatorOf(subject) : undefined;
  return generator?.kind === 'asynchronous' ? { by, node, subject: subject!, ...generator } : undefined;
}

/** Cells of a notebook run on a loop; whoever expects the error knows. */
function isAtImport(call: Node): boolean {
  if (call.module.isNotebook || 'form' in runningCode(call)) return false;
  return exceptionsCaughtAt(call).size === 0;
}

function taskAtImport(node: Node, subject: Node): Candidate {
  return { by: 'import', node, subject, what: 'asyncio.create_task', kind: 'asynchronous' };
}

function contextManagerOf(subject: Node): Protocol | undefined {
  const value = provenanceOf(subject);
  const decorated = subject.form === Form.Call ? decoratedContextOf(subject) : undefined;
  return decorated ?? ofLibrary(subject, value, kindOfContextManager) ?? ofClass(value, '__enter__', '__aenter__');
}

/** `@asynccontextmanager`, `@contextmanager`, with nothing else on the function. */
function decoratedContextOf(call: Node): Protocol | undefined {
  const definition = functionOf(provenanceOf(call.child(Role.Callee)!));
  const decorators = definition?.childrenIn(Role.Decorator) ?? [];
  const [first] = decorators;
  const name = decorators.length === 1 ? symbolOf(first!) : undefined;
  if (definition === undefined || name === undefined) return undefined;
  if (name === 'contextlib.asynccontextmanager') {
    return { kind: 'asynchronous', what: 'asynccontextmanager', definition };
  }
  return name === 'contextlib.contextmanager' ? { kind: 'plain', what: 'contextmanager', definition } : undefined;
}

function iterableOf(subject: Node): Protocol | undefined {
  const value = provenanceOf(subject);
  if (value.kind === 'display') return PLAIN[value.made.form];
  const generator = subject.form === Form.Call ? generatorOf(subject) : undefined;
  return generator ?? ofLibrary(subject, value, kindOfIterable) ?? ofClass(value, '__iter__', '__aiter__');
}

const PLAIN: Readonly<Record<number, Protocol>> = {
  [Form.List]: { kind: 'plain', what: 'list' },
  [Form.Tuple]: { kind: 'plain', what: 'tuple' },
  [Form.Set]: { kind: 'plain', what: 'set' },
  [Form.Dict]: { kind: 'plain', what: 'dict' },
  [Form.String]: { kind: 'plain', what: 'str' },
};

/** A call of a generator function of the program; decorators other than those that give the function on may change it. */
function generatorOf(call: Node): Protocol | undefined {
  const definition = functionOf(provenanceOf(call.child(Role.Callee)!));
  if (definition?.form !== Form.Function || !definition.has(Flag.Generator)) return undefined;
  const isPlainlyDecorated = definition
    .childrenIn(Role.Decorator)
    .every((decorator) => isDecoratorKeepingCoroutine(decorator) && !/contextmanager/.test(symbolOf(decorator) ?? ''));
  if (!isPlainlyDecorated) return undefined;
  return definition.isAsync
    ? { kind: 'asynchronous', what: 'asynchronous generator', definition }
    : { kind: 'plain', what: 'generator', definition };
}

function ofLibrary(
  subject: Node,
  value: Value,
  kindOfName: (name: string) => ProtocolKind | undefined,
): Protocol | undefined {
  const called = subject.form === Form.Call ? symbolOf(subject.child(Role.Callee)!) : undefined;
  const what = called !== undefined && kindOfName(called) !== undefined ? called : undefined;
  const name = what ?? (value.kind === 'instance' ? value.of : undefined);
  const kind = name === undefined ? undefined : kindOfName(name);
  return kind === undefined ? undefined : { kind, what: name!.replace(/^builtins\./, '') };
}

/** An object of a class of the program that has one of the two protocols only, with all bases in sight. */
function ofClass(value: Value, plain: string, asynchronous: string): Protocol | undefined {
  if (value.kind !== 'object') return undefined;
  const definition = value.of;
  const isKnown = linearBases(definition).every(
    (base) =>
      base.kind === 'class' &&
      base.node.child(Role.Decorator) === undefined &&
      !base.node.childrenIn(Role.Base).some(({ form }) => form === Form.Keyword),
  );
  if (!isKnown) return undefined;
  const [hasPlain, hasAsynchronous] = [plain, asynchronous].map((name) => hasMember(definition, name));
  const what = definition.name;
  if (hasAsynchronous && !hasPlain) return { kind: 'asynchronous', what, definition, unless: plain };
  return hasPlain && !hasAsynchronous ? { kind: 'plain', what, definition, unless: asynchronous } : undefined;
}

/** A method, or an assignment in the body of the class: `__aenter__ = open`. */
function hasMember(cls: Node, name: string): boolean {
  if (methodOf(cls, name) !== undefined) return true;
  return linearBases(cls).some((base) => base.kind === 'class' && hasOwn(base.node, name));
}
