/** `interleave rules`: lists all rules. */
import { summaryOfPage } from '#analysis';
import { type Host, hasColours } from '../host.ts';
import { createColours } from '../output/colours.ts';

export async function listRules(format: 'full' | 'json', host: Host): Promise<void> {
  const rules = await host.loadRules();
  if (format === 'json') {
    const list = rules.map(({ id, family, severity, explanation, fix, peers }) => ({
      id,
      family,
      severity,
      summary: summaryOfPage(explanation),
      fix,
      peers,
    }));
    host.write(`${JSON.stringify(list, null, 2)}\n`);
    return;
  }
  const colours = createColours(hasColours(host));
  const idWidth = Math.max(...rules.map(({ id }) => id.length));
  for (const family of new Set(rules.map((rule) => rule.family))) {
    host.write(`${colours.strong(family)}\n`);
    for (const { id, severity, fix, explanation } of rules.filter((rule) => rule.family === family)) {
      const level = severity === 'off' ? colours.faint('off    ') : colours.of(severity)(severity.padEnd(7));
      const fixable = fix === 'none' ? '' : colours.faint(` (${fix} fix)`);
      host.write(`  ${id.padEnd(idWidth)}  ${level}  ${summaryOfPage(explanation)}${fixable}\n`);
    }
    host.write('\n');
  }
  host.write(`interleave explain RULE tells why, and what to do instead.\n`);
}
