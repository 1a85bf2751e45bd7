/** Reads the files of the workspace in the background, and says so. */
import type { Connection } from 'vscode-languageserver/node';
import { cacheFolderOf, cacheRootOfUser, pruneCache } from '../project/cache-folder.ts';
import { createFactCache } from '../project/fact-cache.ts';
import { createFileParser, type FileParser } from '../project/parse-files.ts';
import type { Analyser } from './analyser.ts';
import type { Configuration } from './configuration.ts';
import { listFiles } from './file-listing.ts';
import { startProgress } from './progress.ts';
import { pathOf, type WorkspaceFolders } from './workspace-folders.ts';
import { createWorkspaceIndex, type IndexNews, type WorkspaceIndex } from './workspace-index.ts';

export interface IndexingOptions {
  readonly connection: Connection;
  readonly folders: WorkspaceFolders;
  readonly configuration: Configuration;
  readonly parser: FileParser;
  readonly analyser: Pick<Analyser, 'adopt'>;
  /** Called when what is known of the files makes the program another one. */
  readonly onChanged: () => void;
  readonly logFailure: (error: unknown) => void;
}

/** Files that could not be read, in one message of the log at most. */
const MOST_PROBLEMS = 20;

export function createIndexing(options: IndexingOptions): WorkspaceIndex {
  const { connection, folders, configuration, parser, analyser, onChanged, logFailure } = options;

  function tell({ files: { size: files }, problems, milliseconds, isListed, ending }: IndexNews): void {
    const named = problems
      .slice(0, MOST_PROBLEMS)
      .map(({ path, message }) => `\n${folders.shownPath(path)}: ${message}`);
    const more = problems.length - named.length;
    if (more > 0) named.push(`\nand ${more} more`);
    if (problems.length > 0) connection.console.info(`Not read, so other files are checked without:${named.join('')}`);
    if (!isListed || folders.all().length === 0) return;
    const seconds = (milliseconds / 1000).toFixed(1);
    if (ending === 'complete')
      connection.console.info(`The workspace's ${files} Python files were read in ${seconds} s.`);
    else connection.console.warn(`${ENDINGS[ending]} ${files} files are read; what is in the others is not known.`);
  }

  return createWorkspaceIndex({
    list: (signal) =>
      listFiles({ folders: folders.all(), selectionOf: (folder) => configuration.selectionOf(folder), signal }),
    parser,
    startProgress: (onCancel) => startProgress({ connection, title: 'Interleave: reading', unit: 'files', onCancel }),
    async onRead(news) {
      if (news.isChanged) {
        await analyser.adopt(news.files);
        onChanged();
      }
      tell(news);
    },
    logFailure,
  });
}

const ENDINGS = {
  cancelled: 'Reading the workspace was cancelled.',
  'too large': 'The workspace is too large to be read as a whole; exclude what need not be checked.',
} as const;

export interface ParserOptions {
  /** The bytes of python.wasm. */
  readonly engine: () => Uint8Array;
  readonly workerScript: string;
  readonly factsVersion: string;
  readonly folders: WorkspaceFolders;
}

/** What is known of the files is kept in the user's cache, under the first folder that the client has open. */
export function createParser({ engine, workerScript, factsVersion, folders }: ParserOptions): FileParser {
  const root = cacheRootOfUser();
  const [folder] = folders.all().flatMap(({ uri }) => pathOf(uri) ?? []);
  if (root === undefined || folder === undefined) return createFileParser({ engine, workerScript });
  // Some other time than when the user waits for the first findings.
  setTimeout(() => void pruneCache(root), PRUNE_DELAY).unref();
  const cache = createFactCache(cacheFolderOf(root, `facts-${factsVersion}`, folder));
  return createFileParser({ engine, workerScript, cache });
}

/** In milliseconds. */
const PRUNE_DELAY = 60_000;
