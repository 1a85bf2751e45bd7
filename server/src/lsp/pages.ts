/** Where the rule and theory pages are, and what their links look like. */
import { pathToFileURL } from 'node:url';
import type { ListedRule } from '#analysis';

export interface PagesOptions {
  /** Where the pages are on the web; empty while they are nowhere. */
  readonly homepage: string;
  /** Where they are on disk. */
  readonly folder: string;
  /** Whether a hover's links may be commands. */
  readonly commandLinks: boolean;
}

export interface Pages {
  /** The address of a page, for every client: on the web, or the file that is shipped. */
  href(page: string): string;
  /** What a link in a hover leads to. */
  target(page: string): string;
}

export const OPEN_PAGE = 'interleave.openPage';

export function createPages({ homepage, folder, commandLinks }: PagesOptions): Pages {
  const root = (homepage === '' ? pathToFileURL(folder).href : homepage).replace(/\/+$/, '');
  const href = (page: string): string => `${root}/${page}.md`;
  const command = (page: string): string => `command:${OPEN_PAGE}?${encodeURIComponent(JSON.stringify([page]))}`;
  return { href, target: commandLinks ? command : href };
}

/** `shared-state/unlocked-shared-global` */
export function pageOf({ family, id }: ListedRule): string {
  return `${family}/${id}`;
}

export interface TheoryLink {
  readonly title: string;
  /** `theory/race-condition` */
  readonly page: string;
}

/** The first theory page among the references of a rule's page. */
export function theoryOf({ explanation }: ListedRule): TheoryLink | undefined {
  const references = explanation.slice(explanation.lastIndexOf('\n## References'));
  const link = /\[([^\]]+)\]\(\.\.\/\.\.\/(theory\/[\w-]+)\.md/.exec(references);
  return link === null ? undefined : { title: link[1]!, page: link[2]! };
}
