/** Reads rule pages: their summary, and their text as users see it. */

/** A line that tells the tests what the next line of Python must give. */
export const MARK_LINE = /^\s*#\s*(ruleid|ok|todoruleid|todook):\s*(.+?)\s*$/;

/** The page without its mark lines. */
export function withoutMarks(page: string): string {
  return page
    .split('\n')
    .filter((line) => !MARK_LINE.test(line))
    .join('\n');
}

/** The one sentence below the title. */
export function summaryOfPage(page: string): string {
  return page.split('\n')[2] ?? '';
}
