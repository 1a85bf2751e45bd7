/** Where threads are made, under which name, whether they are daemons, and what becomes of them. */
import { BindingKind, Form, Role } from '../facts/forms.ts';
import { constructorOf, hasOwn } from './classes.ts';
import { runningCode } from './code.ts';
import { keptByChunk } from './kept.ts';
import { isBelowMainGuard } from './main-guard.ts';
import type { Module } from './module.ts';
import type { Node } from './node.ts';
import { startedBaseOf } from './started-classes.ts';
import { referencesTo } from './usage.ts';
import { provenanceOf, symbolOf } from './value.ts';

export interface MadeThread {
  /** `Thread(target=f)`, or the call of a class derived from it. */
  readonly made: Node;
  /** The local variable or the attribute that it is given to; undefined where its `start()` follows at once. */
  readonly holder?: Node;
  /** Whether the program ends without it; undefined: nobody knows. */
  readonly isDaemon: boolean | undefined;
}

/** In source order: those that are started at once, or held by one name or attribute. */
export function madeThreadsIn(module: Module): MadeThread[] {
  return foundIn(module).map(({ made, holder }) => {
    const cls = provenanceOf(made.child(Role.Callee)!);
    const isDaemon = cls.kind === 'class' ? isDaemonClass(made, cls.node) : daemonGiven(made);
    return { made, isDaemon, ...(holder === undefined ? {} : { holder }) };
  });
}

const foundIn = keptByChunk((module, chunk): Omit<MadeThread, 'isDaemon'>[] =>
  module.rowsIn(chunk, Form.Call).flatMap((made) => {
    const callee = made.child(Role.Callee)!;
    if (callee.form !== Form.Name && callee.name !== 'Thread' && !/^[A-Z]/.test(callee.name)) return [];
    const cls = provenanceOf(callee);
    const isThread =
      cls.kind === 'class'
        ? startedBaseOf(cls.node) === 'threading.Thread'
        : cls.kind === 'symbol' && cls.name === 'threading.Thread';
    if (!isThread) return [];
    const { parent } = made;
    const isStartedAtOnce = parent?.form === Form.Attribute && parent.name === 'start' && parent.role === Role.Callee;
    const target = parent?.form === Form.Assign && made.role === Role.Value ? parent.child(Role.Target) : undefined;
    const isHeld = target?.form === Form.Name || target?.form === Form.Attribute;
    if (!isStartedAtOnce && !isHeld) return [];
    return [{ made, ...(isHeld ? { holder: target } : {}) }];
  }),
);

function daemonGiven(call: Node): boolean | undefined {
  if (call.childrenIn(Role.Argument).some(({ form }) => form === Form.DoubleStar)) return undefined;
  const given = call.keyword('daemon');
  if (given === undefined || given.form === Form.None || given.form === Form.False) return false;
  return given.form === Form.True ? true : undefined;
}

/** By what the constructors on the way say; a class attribute `daemon` counts too. */
function isDaemonClass(made: Node, cls: Node): boolean | undefined {
  const given = daemonGiven(made);
  if (given !== false) return given;
  if (hasOwn(cls, 'daemon')) return undefined;
  const init = constructorOf(cls);
  // The constructor of a base may say anything.
  if (init === undefined) return cls.childrenIn(Role.Base).length > 1 || !isDirect(cls) ? undefined : false;
  const says = [...init.descendants(Form.Keyword), ...init.descendants(Form.Attribute)].find(({ name }) =>
    /daemon/i.test(name),
  );
  if (says === undefined) return isDirect(cls) ? false : undefined;
  const value = says.form === Form.Keyword ? says.child(Role.Value) : says.parent?.assignedValue;
  return value?.form === Form.True ? true : undefined;
}

function isDirect(cls: Node): boolean {
  return cls.childrenIn(Role.Base).some((base) => symbolOf(base) === 'threading.Thread');
}

/** What is done with a thread besides starting it: the uses of its name, or of the attribute's name in the module. */
export function usesOfThread({ made, holder }: MadeThread): Node[] {
  if (holder === undefined) return [];
  if (holder.form === Form.Attribute) {
    return [...made.module.named(new Set([holder.name]), Form.Attribute)].filter((use) => !use.is(holder));
  }
  const scope = holder.scope.scopeOf(holder.name);
  return scope === undefined ? [] : referencesTo(holder.name, scope);
}

/** Whether a use makes it a daemon or not: `t.daemon = …`, `t.setDaemon(…)`. */
export function setsDaemon({ parent, role }: Node): boolean {
  return role === Role.Object && parent?.form === Form.Attribute && /^(daemon|setDaemon)$/.test(parent.name);
}

/** Whether a use only starts, names or describes it. */
export function isOnlyStart({ parent, role }: Node): boolean {
  const isStart = role === Role.Object && parent?.form === Form.Attribute;
  return isStart && /^(start|name|setName|getName|ident|native_id|daemon|setDaemon)$/.test(parent.name);
}

/** Whether the holder is a variable of the function that makes the thread, given nothing else. */
export function isHeldLocally({ made, holder }: MadeThread): boolean {
  if (holder === undefined) return true;
  if (holder.form !== Form.Name) return false;
  const scope = holder.scope.scopeOf(holder.name);
  if (scope === undefined || scope.isModule || runningCode(made).id !== scope.node?.id) return false;
  return scope.own(holder.name).every(({ kind }) => kind === BindingKind.Assign);
}

/** The function that a thread runs for ever: `while True:` without a way out of it. */
export function endlessLoopOf(entry: Node): Node | undefined {
  return [...entry.descendants(Form.While)].find((loop) => {
    const test = loop.child(Role.Test);
    if (test?.form !== Form.True && test?.name !== '1') return false;
    if (runningCode(loop).id !== entry.id || [...loop.ancestors()].some(({ form }) => form === Form.Try)) return false;
    const leaves = LEAVING.some((form) => !loop.descendants(form).next().done);
    const calls = [...loop.descendants(Form.Call)].map((call) => symbolOf(call.child(Role.Callee)!) ?? '');
    return !leaves && !calls.some((name) => ENDS.test(name));
  });
}

const LEAVING: readonly Form[] = [Form.Break, Form.Return, Form.Raise, Form.Yield];
const ENDS = /^(sys\.exit|os\._exit|os\.abort|os\.kill|builtins\.(exit|quit|next)|_thread\.(exit|interrupt_main))$/;

/** Whether the module's own code comes to it, also when it is imported. */
export function isAtTopLevel(node: Node, module: Module): boolean {
  return runningCode(node).id === module.id && !isBelowMainGuard(node);
}
