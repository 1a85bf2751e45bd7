/** The edit that puts the last statement of a module below `if __name__ == '__main__':`. */
import { Form, Role } from './facts/forms.ts';
import type { Fix } from './finding.ts';
import type { Module } from './program/module.ts';
import type { Node } from './program/node.ts';
import { newlineOf } from './statement-lines.ts';
import { lineAt } from './suppression.ts';

/**
 * None where the call is not a statement by itself on one line, or where anything follows it: that might need what it does.
 * Unsafe: whoever imports the module for what the statement does gets it no more.
 */
export function belowMainGuard(module: Module, call: Node): Fix[] {
  const { statement } = call;
  const { text } = module;
  const line = lineAt(text, statement.start);
  const isPlain = statement.is(call) || isArgumentOf(call, statement);
  if (!isPlain || statement.parent !== undefined || line.start !== statement.start || line.end < statement.end)
    return [];
  if (text.slice(line.end).trim() !== '' || text.slice(statement.end, line.end).includes(';')) return [];
  const newline = newlineOf(text);
  const header = `if __name__ == "__main__":${newline}    `;
  return [
    {
      title: 'Put it below \'if __name__ == "__main__":\'',
      safety: 'unsafe',
      edits: [{ range: { start: statement.start, end: statement.start }, text: header }],
    },
  ];
}

/** `asyncio.run(main())`, `sys.exit(main())` */
function isArgumentOf(call: Node, statement: Node): boolean {
  return statement.form === Form.Call && call.role === Role.Argument && call.parent?.is(statement) === true;
}
