import { type Fix, type Rule, type WrongProbe, wrongGilProbesIn } from '#analysis';
import explanation from './rule.md';
import { DETAILS, INSTEAD, MESSAGES } from './wording.ts';

/**
 * Who asks about the GIL must ask by a name that exists.
 *
 * A wrong name raises nothing: it gives `None`, a default, or a function that is always true, and the other branch of
 * the program never runs.
 */
export const wrongGilProbe: Rule = {
  id: 'wrong-gil-probe',
  severity: 'warning',
  fix: 'unsafe',
  peers: [],
  explanation,
  *check(module) {
    for (const probe of wrongGilProbesIn(module)) {
      const { kind, node } = probe;
      yield {
        range: node.range,
        message: MESSAGES[kind](probe.name),
        detail: DETAILS[kind],
        instead: INSTEAD[kind],
        fixes: fixesOf(probe),
      };
    }
  },
};

function fixesOf({ kind, node: { range, start, text } }: WrongProbe): Fix[] {
  const fix = (title: string, edit: Fix['edits'][number]): Fix[] => [{ title, safety: 'unsafe', edits: [edit] }];
  const quoted = (content: string): string => text[0] + content + text[0];
  if (kind === 'uncalled') return fix("Call 'sys._is_gil_enabled'", { range, text: `${text}()` });
  // Prefixes and triple quotes are left to the author.
  if (!/^(['"])[\w -]+\1$/.test(text)) return [];
  if (kind === 'variable') return fix("Ask for 'Py_GIL_DISABLED'", { range, text: quoted('Py_GIL_DISABLED') });
  if (kind !== 'version') return [];
  const end = start + 1 + 'experimental '.length;
  return fix("Look for 'free-threading build'", { range: { start: start + 1, end }, text: '' });
}
