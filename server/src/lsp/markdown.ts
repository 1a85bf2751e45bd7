/** Text for hovers, as Markdown or plain, from one description. */

export interface Link {
  readonly label: string;
  readonly target: string;
}

/** A string has code of the user's in it. Our own words have code only between back ticks, and may have a label. */
export type Paragraph = string | { readonly label?: string; readonly text: string };

export interface Section {
  /** Said first, in bold. */
  readonly heading?: string;
  readonly paragraphs: readonly Paragraph[];
  readonly links: readonly Link[];
}

export function toMarkdown(sections: readonly Section[]): string {
  return sections.map((section) => blocksOf(section).join('\n\n')).join('\n\n---\n\n');
}

function blocksOf({ heading, paragraphs, links }: Section): string[] {
  const shown = paragraphs.map((paragraph) => {
    if (typeof paragraph === 'string') return escaped(paragraph);
    const { label, text } = paragraph;
    return `${label === undefined ? '' : `**${label}** `}${withCode(text)}`;
  });
  const line = links.map(({ label, target }) => `[${escaped(label)}](${target})`).join(' · ');
  return [...(heading === undefined ? [] : [`**${escaped(heading)}**`]), ...shown, ...(line === '' ? [] : [line])];
}

export function toPlainText(sections: readonly Section[]): string {
  return sections.map((section) => linesOf(section).join('\n')).join('\n\n');
}

function linesOf({ heading, paragraphs, links }: Section): string[] {
  const shown = paragraphs.map((paragraph) => {
    if (typeof paragraph === 'string') return paragraph;
    return [paragraph.label ?? [], paragraph.text].flat().join(' ');
  });
  const targets = links.map(({ label, target }) => `${label}: ${target}`);
  return [...(heading === undefined ? [] : [heading]), ...shown, ...targets];
}

/** Code in back ticks stays code. */
function withCode(text: string): string {
  const parts = text.split(/(`[^`]+`)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : escaped(part))).join('');
}

/** The user's own code stands in these texts; nothing in it may become emphasis, a link or HTML. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#|~&$!]/g, '\\$&');
}
