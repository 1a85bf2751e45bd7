/** Edits that read a shared value once, into a variable of the function, and use that. */
import { Form, Role } from './facts/forms.ts';
import type { Edit, Fix } from './finding.ts';
import type { Module } from './program/module.ts';
import type { Node } from './program/node.ts';
import { indentOf, newlineOf } from './statement-lines.ts';
import type { DoubleRead } from './summaries/double-reads.ts';

/** No fix for elements, loops, `elif`, and where the function gives the place another value behind the test. */
export function readOnce(module: Module, { kind, test, use, fn }: DoubleRead): Fix[] {
  const decision = kind === 'value' ? decisionOf(test) : undefined;
  if (decision === undefined) return [];
  const indent = indentOf(decision);
  const name = freeName(use, fn);
  if (indent.trim() !== '' || name === undefined) return [];
  const region = { start: decision.start, end: decision.contains(use) ? decision.end : use.end };
  const places = [...fn.descendants(use.form)].filter(
    (node) => node.start >= region.start && node.end <= region.end && node.text === use.text,
  );
  if (places.some((node) => node.role === Role.Target || node.scope.isComprehension || !node.code?.is(fn))) return [];
  const newline = newlineOf(module.text);
  const edits: Edit[] = [
    { range: { start: decision.start, end: decision.start }, text: `${name} = ${use.text}${newline}${indent}` },
    ...places.map(({ range }) => ({ range, text: name })),
  ];
  // One edit for both, where the test begins with the place.
  const isFirst = places.some(({ start }) => start === decision.start);
  return isFirst ? [] : [{ title: `Read '${use.text}' once, into '${name}'`, safety: 'unsafe', edits }];
}

/** The `if` whose own test it is. */
function decisionOf(test: Node): Node | undefined {
  let inner = test;
  for (const outer of test.ancestors()) {
    if (outer.form === Form.If) return inner.role === Role.Test && outer.role === Role.Statement ? outer : undefined;
    if (inner.role === Role.Statement || outer.isFunction || outer.form === Form.Comprehension) return undefined;
    inner = outer;
  }
  return undefined;
}

/** The attribute's own name without underscores, or one with 'current_' before it; undefined where both are taken. */
function freeName(use: Node, fn: Node): string | undefined {
  const plain = use.name.replace(/^_+|_+$/g, '');
  const taken = new Set([Form.Name, Form.Param].flatMap((form) => [...fn.descendants(form)].map(({ name }) => name)));
  return [plain, `current_${plain}`].find((name) => /^[a-z]\w*$/i.test(name) && !taken.has(name));
}
