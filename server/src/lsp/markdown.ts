/** Text for hovers, as Markdown or plain, from one description. */

export interface Link {
  readonly label: string;
  readonly target: string;
}

export interface Section {
  /** Said first, in bold. */
  readonly heading?: string;
  readonly paragraphs: readonly (string | { readonly label: string; readonly text: string })[];
  readonly links: readonly Link[];
}

export function toMarkdown(sections: readonly Section[]): string {
  return sections.map((section) => blocksOf(section).join('\n\n')).join('\n\n---\n\n');
}

function blocksOf({ heading, paragraphs, links }: Section): string[] {
  const shown = paragraphs.map((paragraph) =>
    typeof paragraph === 'string' ? escaped(paragraph) : `**${paragraph.label}** ${escaped(paragraph.text)}`,
  );
  const line = links.map(({ label, target }) => `[${escaped(label)}](${target})`).join(' · ');
  return [...(heading === undefined ? [] : [`**${escaped(heading)}**`]), ...shown, ...(line === '' ? [] : [line])];
}

export function toPlainText(sections: readonly Section[]): string {
  return sections.map((section) => linesOf(section).join('\n')).join('\n\n');
}

function linesOf({ heading, paragraphs, links }: Section): string[] {
  const shown = paragraphs.map((paragraph) =>
    typeof paragraph === 'string' ? paragraph : `${paragraph.label} ${paragraph.text}`,
  );
  const targets = links.map(({ label, target }) => `${label}: ${target}`);
  return [...(heading === undefined ? [] : [heading]), ...shown, ...targets];
}

/** The user's own code stands in these texts; nothing in it may become emphasis, a link or HTML. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#|~&$!]/g, '\\$&');
}
