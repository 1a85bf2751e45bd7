/** The comma that makes a tuple, `start` for `run`, and the call of the constructor that is left out. */
import { type Fix, Form, Role } from '#analysis';
import type { Misuse } from './wording.ts';

/** All change what the program does, so all are unsafe. */
export function fixOf(misuse: Misuse): Fix[] {
  switch (misuse.kind) {
    case 'no-tuple': {
      const { given, isInParentheses } = misuse;
      const { start, end } = given;
      const comma = { range: { start: end, end }, text: isInParentheses ? ',' : ',)' };
      const open = { range: { start, end: start }, text: '(' };
      return [
        {
          title: 'Make it a tuple with one item',
          safety: 'unsafe',
          edits: isInParentheses ? [comma] : [open, comma],
        },
      ];
    }
    case 'run': {
      const { end } = misuse.call.child(Role.Callee)!;
      const edits = [{ range: { start: end - 'run'.length, end }, text: 'start' }];
      return [{ title: "Call 'start()'", safety: 'unsafe', edits }];
    }
    case 'no-init': {
      const { init } = misuse;
      const [first, second] = init.child(Role.Body)?.children ?? [];
      const statement = first?.form === Form.String && second !== undefined ? second : first;
      const { text } = init.module;
      const lineStart = statement === undefined ? 0 : text.lastIndexOf('\n', statement.start - 1) + 1;
      const indent = statement === undefined ? '' : text.slice(lineStart, statement.start);
      if (statement === undefined || indent.trim() !== '') return [];
      const newline = text.includes('\r\n') ? '\r\n' : '\n';
      const edits = [
        { range: { start: statement.start, end: statement.start }, text: `super().__init__()${newline}${indent}` },
      ];
      return [{ title: 'Call the constructor of the base first', safety: 'unsafe', edits }];
    }
    default:
      return [];
  }
}
