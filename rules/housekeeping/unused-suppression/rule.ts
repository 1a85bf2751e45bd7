import type { Edit, Module, Range, Rule, SuppressionOutcome } from '#analysis';
import explanation from './rule.md';

/**
 * A suppression comment must suppress something.
 *
 * Only rules that ran are judged: `--select one-rule` does not make the suppressions of all other rules useless.
 */
export const unusedSuppression: Rule = {
  id: 'unused-suppression',
  severity: 'warning',
  fix: 'safe',
  peers: ['ruff RUF100', 'pylint I0021'],
  explanation,
  *review({ module, suppressions }) {
    for (const suppression of suppressions) {
      const useless = suppression.rules.filter(
        ({ id }) => suppression.unknown.has(id) || (suppression.ran.has(id) && !suppression.used.has(id)),
      );
      if (suppression.rules.length === 0) {
        yield { range: suppression.range, message: 'This suppression names no rule, so it suppresses nothing.' };
      }
      for (const { id, range } of useless) {
        yield {
          range,
          message: suppression.unknown.has(id)
            ? `No rule is called '${id}', so this suppresses nothing.`
            : `Nothing here is reported by '${id}', so this suppresses nothing.`,
          fixes: [
            {
              title: `Remove '${id}' from the suppression`,
              safety: 'safe',
              edits: [removal(module, suppression, range, useless.length)],
            },
          ],
        };
      }
    }
  },
};

/** Takes the whole comment when nothing in it is of use, else the one id with its comma. */
function removal(module: Module, suppression: SuppressionOutcome, id: Range, uselessCount: number): Edit {
  const { text } = module;
  if (uselessCount === suppression.rules.length) {
    let { start } = suppression.range;
    while (start > 0 && /[ \t]/.test(text[start - 1]!)) start--;
    const isAlone = start === 0 || /[\r\n]/.test(text[start - 1]!);
    let { end } = suppression.range;
    if (isAlone) end += /^(\r\n|\r|\n)?/.exec(text.slice(end, end + 2))![0].length;
    return { range: { start, end }, text: '' };
  }
  const isLast = suppression.rules.at(-1)!.range.start === id.start;
  const before = isLast ? /,?\s*$/.exec(text.slice(suppression.range.start, id.start))![0].length : 0;
  const after = isLast ? 0 : /^\s*,?\s*/.exec(text.slice(id.end, suppression.range.end))![0].length;
  return { range: { start: id.start - before, end: id.end + after }, text: '' };
}
