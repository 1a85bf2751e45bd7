/** `interleave explain`: prints the page of a rule. */
import { withoutMarks } from '#analysis';
import { rules } from '#rules';
import { UsageError } from '../exit.ts';
import { type Host, hasColours } from '../host.ts';
import { createColours } from '../output/colours.ts';
import { renderPage } from '../output/page.ts';

export function explain(id: string, host: Host): void {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const words = new Set(id.split('-'));
    const similar = rules
      .map((candidate) => candidate.id)
      .filter((one) => one.split('-').some((word) => words.has(word)));
    const hint =
      similar.length === 0 ? "'interleave rules' lists them" : `did you mean ${similar.slice(0, 3).join(', ')}?`;
    throw new UsageError(`No rule is called '${id}'; ${hint}${hint.endsWith('?') ? '' : '.'}`);
  }
  const colours = createColours(hasColours(host));
  host.write(renderPage(withoutMarks(rule.explanation), { colours, width: Math.min(host.columns ?? 80, 100) }));
}
