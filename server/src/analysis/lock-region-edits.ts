/** Edits that turn `lock.acquire()`, what follows, and `lock.release()` into a `with` statement. */
import { Form, Role } from './facts/forms.ts';
import type { Edit, Fix } from './finding.ts';
import { stepOf } from './lock-edits.ts';
import { callGraphOf } from './program/call-graph.ts';
import type { Module } from './program/module.ts';
import type { Node } from './program/node.ts';
import type { UnreleasedLock } from './summaries/unreleased-locks.ts';
import { lineAt } from './suppression.ts';

/**
 * None where the two are not statements of one block with lines of their own, where something between them leaves the
 * block, or acquires or releases something of that name: then it would be released at another moment than before. Lines
 * within strings stay as they are.
 */
export function putUnderWith(module: Module, { acquire, lock, release, region, how }: UnreleasedLock): Fix[] {
  if (region === undefined || (how !== 'raise' && how !== 'none')) return [];
  if (objectText(release) !== lock.text || acquire.childrenIn(Role.Argument).length > 0) return [];
  if (region.some((statement) => touches(statement, lock))) return [];
  const { text } = module;
  const first = acquire.isAwaited ? acquire.parent! : acquire;
  const indent = text.slice(lineAt(text, first.start).start, first.start);
  if (indent.trim() !== '' || ![first, ...region, release].every((statement) => hasOwnLines(text, statement)))
    return [];
  const step = indent.startsWith('\t') ? '\t' : stepOf(module, first, indent);
  const header = `${acquire.isAwaited ? 'async with' : 'with'} ${lock.text}:`;
  const edits: Edit[] = [{ range: first.range, text: header }];
  const strings = region.flatMap((statement) => [statement, ...statement.descendants(Form.String)]);
  for (let at = lineAt(text, first.end).end; ; ) {
    const start = /^\r?\n|^\r/.exec(text.slice(at, at + 2))![0].length + at;
    const line = lineAt(text, start);
    if (start > release.start || line.start >= lineAt(text, release.start).start) break;
    const isText = strings.some(({ form, start: from, end }) => form === Form.String && from < start && start < end);
    const content = text.slice(start, line.end);
    if (!isText && content.trim() !== '' && content.startsWith(indent)) {
      edits.push({ range: { start, end: start }, text: step });
    }
    at = line.end;
  }
  edits.push(withoutRelease(text, release, step));
  return [{ title: `Put it under 'with ${lock.text}'`, safety: 'safe', edits }];
}

/** The line goes, unless a comment stands behind it: that stays, in the block. */
function withoutRelease(text: string, release: Node, step: string): Edit {
  const line = lineAt(text, release.start);
  const behind = /^[ \t]*/.exec(text.slice(release.end, line.end))![0].length + release.end;
  if (behind < line.end) return { range: { start: release.start, end: behind }, text: step };
  const newline = text.slice(0, line.start).endsWith('\r\n') ? 2 : 1;
  return { range: { start: line.start - newline, end: line.end }, text: '' };
}

function objectText(call: Node): string | undefined {
  return call.child(Role.Callee)?.child(Role.Object)?.text;
}

function touches(statement: Node, { name }: Node): boolean {
  const graph = callGraphOf(statement.module);
  return [...graph.methodCalls('acquire'), ...graph.methodCalls('release')].some(
    (call) => statement.contains(call) && call.child(Role.Callee)!.child(Role.Object)!.name === name,
  );
}

/** Whether nothing but a comment shares the lines of a statement. */
function hasOwnLines(text: string, { start, end, form }: Node): boolean {
  const before = text.slice(lineAt(text, start).start, start);
  const behind = text.slice(end, lineAt(text, end).end);
  // A definition begins with its decorators.
  return (before.trim() === '' || form === Form.Function) && /^\s*(#.*)?$/.test(behind);
}
