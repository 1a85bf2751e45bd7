/** Text for hovers, as Markdown or plain, from one description. */

export interface Link {
  readonly label: string;
  readonly target: string;
}

/** A string has code of the user's in it. Our own words have code only between back ticks, and may have a label. */
export type Paragraph =
  | string
  | { readonly label?: string; readonly text: string }
  /** Our own words as above, with links in them. */
  | { readonly label: string; readonly spans: readonly (string | Link)[] }
  /** Lines of the language `interleaving`. */
  | { readonly block: string }
  /** An SVG, and what it shows in words. */
  | { readonly picture: string; readonly words: string };

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
  const blocks = heading === undefined ? [] : [`**${escaped(heading)}**`];
  paragraphs.forEach((paragraph, index) => {
    const before = paragraphs[index - 1];
    if (isPicture(paragraph) && isWords(before)) blocks.push(`${blocks.pop()}${BREAK}${rendered(paragraph)}`);
    else blocks.push(rendered(paragraph));
  });
  const line = links.map(linked).join(' · ');
  if (line !== '' && paragraphs.length > 1 && isWords(paragraphs.at(-1))) blocks.push(`${blocks.pop()}${BREAK}${line}`);
  else if (line !== '') blocks.push(line);
  return blocks;
}

/** A new line without the gap of a new paragraph, which a hover has little room for. */
const BREAK = '  \n';

function rendered(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return escaped(paragraph);
  if ('block' in paragraph) return fenced(paragraph.block);
  if ('picture' in paragraph) return image(paragraph.picture, paragraph.words);
  if ('spans' in paragraph) {
    const text = paragraph.spans.map((span) => (typeof span === 'string' ? withCode(span) : linked(span)));
    return `**${paragraph.label}** ${text.join('')}`;
  }
  const { label, text } = paragraph;
  return `${label === undefined ? '' : `**${label}** `}${withCode(text)}`;
}

function isPicture(paragraph: Paragraph): boolean {
  return typeof paragraph === 'object' && 'picture' in paragraph;
}

function isWords(paragraph: Paragraph | undefined): boolean {
  return typeof paragraph === 'string' || (paragraph !== undefined && 'text' in paragraph);
}

function linked({ label, target }: Link): string {
  return `[${escaped(label)}](${target})`;
}

export function toPlainText(sections: readonly Section[]): string {
  return sections.map((section) => linesOf(section).join('\n')).join('\n\n');
}

function linesOf({ heading, paragraphs, links }: Section): string[] {
  const shown = paragraphs.map((paragraph) => {
    if (typeof paragraph === 'string') return paragraph;
    if ('block' in paragraph) return paragraph.block.trimEnd();
    if ('picture' in paragraph) return paragraph.words;
    if ('spans' in paragraph) {
      return `${paragraph.label} ${paragraph.spans.map((span) => (typeof span === 'string' ? span : span.label)).join('')}`;
    }
    return [paragraph.label ?? [], paragraph.text].flat().join(' ');
  });
  const targets = links.map(({ label, target }) => `${label}: ${target}`);
  return [...(heading === undefined ? [] : [heading]), ...shown, ...targets];
}

/** With a fence longer than any in the text. */
function fenced(block: string): string {
  const longest = Math.max(2, ...(block.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}interleaving\n${block}${fence}`;
}

function image(svg: string, words: string): string {
  return `![${escaped(words)}](data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')})`;
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
