/** Renders a Markdown page for a terminal: plain text with headings, wrapped paragraphs and indented code. */
import type { Colours } from './colours.ts';

export interface PageOptions {
  readonly colours: Colours;
  /** In characters. */
  readonly width: number;
}

export function renderPage(markdown: string, { colours, width }: PageOptions): string {
  const rows: string[] = [];
  let paragraph: string[] = [];
  let isCode = false;

  const endParagraph = (): void => {
    if (paragraph.length > 0) rows.push(...wrap(inline(paragraph.join(' ')), width));
    paragraph = [];
  };

  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) {
      endParagraph();
      isCode = !isCode;
    } else if (isCode) rows.push(line === '' ? '' : `    ${line}`);
    else if (/^#+ /.test(line)) {
      endParagraph();
      rows.push(colours.strong(inline(line.replace(/^#+ /, ''))));
    } else if (/^\s*$/.test(line)) {
      endParagraph();
      rows.push('');
    } else if (line.startsWith('|')) {
      endParagraph();
      rows.push(inline(line));
    } else if (/^\s*([-*]|\d+\.) /.test(line)) {
      endParagraph();
      paragraph.push(line);
    } else paragraph.push(line);
  }
  endParagraph();
  return `${rows
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** Links to the web keep their address; links between pages keep their text. */
function inline(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\((https?:[^)]*)\)/g, '$1 ($2)')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(^|[\s(])_([^_]+)_(?=$|[\s.,;:)])/g, '$1$2');
}

/** A list item's later lines stand under its first word. */
function wrap(text: string, width: number): string[] {
  const marker = /^\s*(?:(?:[-*]|\d+\.) )?/.exec(text)![0];
  const indent = ' '.repeat(marker.length);
  const rows: string[] = [];
  let row = marker;
  for (const word of text.slice(marker.length).split(/\s+/)) {
    if (row.length + word.length > width && row.trim() !== '' && row !== marker) {
      rows.push(row.trimEnd());
      row = indent;
    }
    row += `${word} `;
  }
  return [...rows, row.trimEnd()];
}
