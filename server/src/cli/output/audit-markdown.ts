/** The audit for reviewers: a table of all states, then the accesses of the risky ones. */
import { visible } from '#analysis';
import type { ShownState } from '../checking/audit-program.ts';
import type { Audit } from '../commands/audit.ts';
import { countsOf, groupedAccesses, hiddenOf, KINDS } from './audit-words.ts';

export function auditMarkdown(audit: Audit): string {
  const { states, isAll } = audit;
  const detailed = isAll ? states : states.filter(({ risk }) => risk === 'high' || risk === 'medium');
  const parts = [
    '# Shared state',
    [countsOf(audit), hiddenOf(audit)].filter(Boolean).join(' '),
    ...(states.length === 0 ? [] : [table(HEAD, states.map(rowOf))]),
    ...detailed.flatMap(detailsOf),
  ];
  return `${parts.join('\n\n')}\n`;
}

const HEAD = ['Risk', 'State', 'Kind', 'Defined in', 'Guard', 'Why'];

function rowOf({ risk, name, kind, path, start, guard, reason }: ShownState): string[] {
  const held = guard === undefined ? '–' : `${code(guard.name)}, ${guard.held} of ${guard.total}`;
  return [risk, code(name), KINDS[kind], code(`${path}:${start.line}`), held, text(reason)];
}

function detailsOf(state: ShownState): string[] {
  const rows = groupedAccesses(state).map(({ access, path, lines, function: fn, contexts, locks }) => {
    return [
      access,
      code(`${path}:${lines}`),
      fn === '(module)' ? 'the module itself' : code(fn),
      text(contexts),
      text(locks),
    ];
  });
  return [
    `## ${code(state.name)}`,
    `${state.risk}: ${text(state.reason)}.`,
    table(['Access', 'Where', 'In', 'Runs on', 'Locks held'], rows),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A name or a path may have any character. */
function code(words: string): string {
  const shown = visible(words).replaceAll('|', '\\|');
  return shown.includes('`') ? text(words) : `\`${shown}\``;
}

function text(words: string): string {
  return visible(words).replace(/[|\\`*_<>[\]#&]/g, (sign) => (sign === '_' ? sign : `\\${sign}`));
}
