/** Edits that take an entry from a queue without asking first whether there is one. */
import { Flag, Form, Role } from './facts/forms.ts';
import type { Fix } from './finding.ts';
import { importedFor } from './import-edits.ts';
import { stepOf } from './lock-edits.ts';
import type { Node } from './program/node.ts';
import { indentOf, newlineOf } from './statement-lines.ts';
import type { Decision } from './summaries/decisions.ts';
import { lineAt } from './suppression.ts';

/**
 * `x = q.get_nowait()` with `except queue.Empty` for `if not q.empty(): x = q.get()`, `while not q.empty(): …` and
 * `if q.empty(): return` before it. Only where the taking is the first statement behind the test and nothing else is
 * in it that may raise `queue.Empty`.
 */
export function takeWithoutAsking({ test, act }: Decision): Fix[] {
  const { module, statement } = act;
  const isAlone =
    statement.is(act) ||
    ((statement.form === Form.Assign || statement.form === Form.Return) && takesOnly(statement, act));
  const asked = test.parent?.form === Form.Not ? test.parent : test;
  const decider = asked.role === Role.Test ? asked.parent : undefined;
  if (!isAlone || decider === undefined || act.childrenIn(Role.Argument).length > 0) return [];
  const imported = importedFor(act, 'queue');
  if (imported === undefined || decider.role !== Role.Statement || decider.has(Flag.Broken)) return [];
  const rewritten = rewrite({ decider, statement, act, empty: `${imported.name}.Empty` });
  if (rewritten === undefined) return [];
  const edits = [
    ...imported.edits,
    { range: rewritten.range, text: rewritten.text.replace(/\r?\n/g, newlineOf(module.text)) },
  ];
  const title = `Call 'get_nowait()' and catch '${imported.name}.Empty'`;
  return [{ title, safety: 'unsafe', edits }];
}

function takesOnly(statement: Node, act: Node): boolean {
  if (statement.child(Role.Value)?.is(act) !== true) return false;
  return statement.childrenIn(Role.Target).every(({ form }) => form === Form.Name);
}

interface Taking {
  readonly decider: Node;
  readonly statement: Node;
  readonly act: Node;
  /** How the code names the exception. */
  readonly empty: string;
}

interface Rewritten {
  readonly range: { readonly start: number; readonly end: number };
  readonly text: string;
}

function rewrite(taking: Taking): Rewritten | undefined {
  const { decider, statement } = taking;
  const block = statement.parent;
  const { text } = decider.module;
  const indent = indentOf(decider);
  const isInBody = block?.is(decider.child(Role.Body)) === true && block.children[0]!.is(statement);
  const body = decider.child(Role.Body);
  if (indent.trim() !== '' || body === undefined || body.form !== Form.Block) return undefined;
  if (!isOwnLine(text, decider.end)) return undefined;
  // What stands between the test and its branch would be lost.
  const header = text.slice(decider.child(Role.Test)!.end, body.children[0]!.start);
  if (decider.childrenIn(Role.Clause).length > 0 || !/^[\s):]*$/.test(header)) return undefined;
  if (isInBody) return decider.form === Form.While ? inLoop(taking, indent) : inBranch(taking, indent);
  return decider.form === Form.If ? behindExit(taking, indent) : undefined;
}

/** `while not q.empty(): x = q.get(); …` */
function inLoop(taking: Taking, indent: string): Rewritten | undefined {
  const { decider, statement, empty } = taking;
  const { text } = decider.module;
  const step = stepIn(decider, indent);
  const inner = indent + step;
  const rest = restOf(taking);
  if (rest === undefined) return undefined;
  const taken = `${inner}try:\n${inner}${step}${withoutWaiting(taking)}${commentBehind(statement)}`;
  const result = `while True:\n${taken}\n${inner}except ${empty}:\n${inner}${step}break${rest}`;
  return { range: { start: decider.start, end: endWithComment(decider, text) }, text: result };
}

/** `if not q.empty(): x = q.get(); …` */
function inBranch(taking: Taking, indent: string): Rewritten | undefined {
  const { decider, statement, empty } = taking;
  const { text } = decider.module;
  const inner = indent + stepIn(decider, indent);
  const rest = restOf(taking);
  if (rest === undefined) return undefined;
  const taken = `try:\n${inner}${withoutWaiting(taking)}${commentBehind(statement)}`;
  const otherwise = rest === '' ? '' : `\n${indent}else:${rest}`;
  const result = `${taken}\n${indent}except ${empty}:\n${inner}pass${otherwise}`;
  return { range: { start: decider.start, end: endWithComment(decider, text) }, text: result };
}

/** `if q.empty(): return`, then `x = q.get()`. */
function behindExit(taking: Taking, indent: string): Rewritten | undefined {
  const { decider, statement, empty } = taking;
  const { text } = decider.module;
  const siblings = decider.parent?.children ?? [];
  const at = siblings.findIndex((sibling) => sibling.is(decider));
  if (at < 0 || siblings[at + 1]?.is(statement) !== true || !isOwnLine(text, statement.end)) return undefined;
  const between = text.slice(endWithComment(decider, text), statement.start);
  const [first] = decider.child(Role.Body)!.children;
  if (between.trim() !== '' || first === undefined) return undefined;
  const step = stepIn(decider, indent);
  const body = isOnHeader(decider, first)
    ? `\n${indent}${step}${text.slice(first.start, endWithComment(decider, text))}`
    : text.slice(lineBefore(text, first), endWithComment(decider, text));
  const taken = `try:\n${indent}${step}${withoutWaiting(taking)}${commentBehind(statement)}`;
  const result = `${taken}\n${indent}except ${empty}:${body}`;
  return { range: { start: decider.start, end: endWithComment(statement, text) }, text: result };
}

/** The statement with `get_nowait` for `get`. */
function withoutWaiting({ statement, act }: Taking): string {
  const { text } = act.module;
  const { end } = act.child(Role.Callee)!;
  const method = act.child(Role.Callee)!.name;
  return `${text.slice(statement.start, end - method.length)}get_nowait${text.slice(end, statement.end)}`;
}

/** The lines of the body behind the taking, as they are, with the line end before them; undefined if they share its line. */
function restOf({ decider, statement }: Taking): string | undefined {
  const { text } = decider.module;
  if (!isOwnLine(text, statement.end)) return undefined;
  return text.slice(lineAt(text, statement.end).end, endWithComment(decider, text));
}

function isOwnLine(text: string, end: number): boolean {
  return /^\s*(#.*)?$/.test(text.slice(end, lineAt(text, end).end));
}

function endWithComment({ end }: Node, text: string): number {
  return lineAt(text, end).end;
}

function commentBehind({ end, module: { text } }: Node): string {
  return text.slice(end, lineAt(text, end).end);
}

function isOnHeader(decider: Node, first: Node): boolean {
  const { text } = decider.module;
  return lineAt(text, first.start).start < decider.child(Role.Test)!.end;
}

/** Where the line before that of a statement ends. */
function lineBefore(text: string, statement: Node): number {
  const { start } = lineAt(text, statement.start);
  return text.slice(0, start).endsWith('\r\n') ? start - 2 : start - 1;
}

function stepIn(decider: Node, indent: string): string {
  const [first] = decider.child(Role.Body)!.children;
  return indent.startsWith('\t') || first === undefined || isOnHeader(decider, first)
    ? stepOrTab(indent)
    : stepOf(decider.module, first, indentOf(first));
}

function stepOrTab(indent: string): string {
  return indent.startsWith('\t') ? '\t' : '    ';
}
