/**
 * The reviewed list of differences: a Markdown page with a heading, a reason and a block of lines for each cause.
 *
 * A line is `rule  file  code`, where the rule is that of the one who speaks alone, and the code is its whole line. So an
 * edit elsewhere in the file does not touch it. The same code twice in a file are two lines.
 */

export interface Group {
  readonly title: string;
  readonly reason: string;
  readonly lines: readonly string[];
}

/** Where new differences are put, to be moved to the group of their cause; the test refuses it. */
export const UNREVIEWED = 'Unreviewed';

const LONGEST = 96;

export function lineOf(rule: string, file: string, code: string): string {
  const shown = code.trim().replace(/\s+/g, ' ');
  return `${rule}  ${file}  ${shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown}`;
}

/** What stands above the first group, and the groups. */
export function parseListing(text: string): { readonly preface: string; readonly groups: readonly Group[] } {
  const [preface = '', ...sections] = text.split(/^## /m);
  const groups = sections.map((section) => {
    const [, title = '', reason = '', block = ''] =
      /^(.*)\n([\s\S]*?)(?:^```text\n([\s\S]*?)^```\s*)?$(?![\s\S])/m.exec(section) ?? [];
    return { title, reason: reason.trim(), lines: block.split('\n').filter((line) => line !== '') };
  });
  return { preface: preface.trim(), groups };
}

/** The groups without what is gone, and with what is new in a group of its own. */
export function updatedGroups(groups: readonly Group[], differences: readonly string[]): Group[] {
  const left = countEach(differences);
  const kept = groups.map((group) => ({ ...group, lines: group.lines.filter((line) => takeOne(left, line)) }));
  const fresh = [...left].flatMap(([line, count]) => Array<string>(count).fill(line));
  const reviewed = kept.filter(({ title, lines }) => title !== UNREVIEWED && lines.length > 0);
  const old = kept.find(({ title }) => title === UNREVIEWED)?.lines ?? [];
  const lines = [...old, ...fresh];
  return lines.length === 0 ? reviewed : [...reviewed, { title: UNREVIEWED, reason: '', lines }];
}

export function printListing(preface: string, groups: readonly Group[]): string {
  const sections = groups.map(({ title, reason, lines }) =>
    [`## ${title}`, ...(reason === '' ? [] : [reason]), `\`\`\`text\n${[...lines].sort().join('\n')}\n\`\`\``].join(
      '\n\n',
    ),
  );
  return `${[preface, ...sections].join('\n\n')}\n`;
}

/** The lines of the first that the second does not have, each as often as it is missing. */
export function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = countEach(others);
  return lines.filter((line) => !takeOne(left, line));
}

function countEach(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function takeOne(counts: Map<string, number>, line: string): boolean {
  const count = counts.get(line) ?? 0;
  if (count > 0) counts.set(line, count - 1);
  return count > 0;
}
