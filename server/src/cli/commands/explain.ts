/** `interleave explain`: prints the page of a rule. */
import { withoutMarks } from '#analysis';
import { UsageError } from '../exit.ts';
import { type Host, hasColours } from '../host.ts';
import { createColours } from '../output/colours.ts';
import { renderPage } from '../output/page.ts';

export async function explain(id: string, host: Host): Promise<void> {
  const rules = await host.loadRules();
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
  const { family, severity, fix } = rule;
  const facts = [family, severity, ...(fix === 'none' ? [] : [`${fix} fix`])].join(', ');
  const page = withoutMarks(rule.explanation).replace(/^# .*/, (title) => `${title} (${facts})`);
  host.write(renderPage(page, { colours, width: Math.min(host.columns ?? 80, 100) }));
}
