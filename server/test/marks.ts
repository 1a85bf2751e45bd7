/**
 * Inline marks in Python text: `# ruleid: <id>`, `# ok: <id>`, `# todoruleid: <id>`, `# todook: <id>`.
 *
 * A mark stands alone on its line and speaks of the next line that is not a mark. Several marks stack.
 */

import { MARK_LINE } from '#analysis';

export interface Mark {
  readonly kind: 'ruleid' | 'ok' | 'todoruleid' | 'todook';
  readonly rule: string;
  /** 1-based line that the mark speaks of. */
  readonly line: number;
}

export function marksOf(text: string): Mark[] {
  const marks: Mark[] = [];
  const lines = text.split(/\r\n|\r|\n/);
  lines.forEach((line, index) => {
    const match = MARK_LINE.exec(line);
    if (match === null) return;
    let target = index + 1;
    while (target < lines.length && MARK_LINE.test(lines[target]!)) target++;
    for (const rule of match[2]!.split(/[,\s]+/)) {
      marks.push({ kind: match[1] as Mark['kind'], rule, line: target + 1 });
    }
  });
  return marks;
}

/** The Python blocks of a Markdown page with the heading each stands under. */
export function pythonBlocks(
  markdown: string,
): { readonly heading: string; readonly text: string; readonly line: number }[] {
  const blocks: { heading: string; text: string; line: number }[] = [];
  let heading = '';
  let block: { heading: string; text: string; line: number } | undefined;
  markdown.split('\n').forEach((line, index) => {
    if (block !== undefined) {
      if (line.startsWith('```')) {
        blocks.push(block);
        block = undefined;
      } else block.text += `${line}\n`;
    } else if (line.startsWith('```python')) block = { heading, text: '', line: index + 2 };
    else if (line.startsWith('## ')) heading = line.slice(3).trim();
  });
  return blocks;
}
