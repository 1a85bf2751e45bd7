/** The Python files of the workspace folders as they are on disk, parsed in the background and kept in step. */
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ModuleSource } from '#analysis';
import { isPython, isStub } from '../project/find-files.ts';
import type { FileParser, ParsedFile } from '../project/parse-files.ts';
import type { FileListing, FileRole, ListedFile } from './file-listing.ts';
import type { Progress } from './progress.ts';
import { createSlices } from './slices.ts';
import { modulePathOf } from './workspace-folders.ts';

export interface WorkspaceIndex {
  /** Has the folders listed anew, and what was not known of them parsed. */
  rescan(): void;
  /** Has files and folders looked at again that were written, made or removed. */
  update(changes: readonly FileChange[]): void;
  close(): void;
}

export interface WorkspaceIndexOptions {
  /** Lists the files that belong to the program. */
  readonly list: (signal: AbortSignal) => Promise<FileListing>;
  readonly parser: FileParser;
  readonly startProgress: (onCancel: () => void) => Progress;
  /** What is read next waits for it. */
  readonly onRead: (news: IndexNews) => Promise<void>;
  readonly logFailure: (error: unknown) => void;
}

export interface FileChange {
  /** Absolute. */
  readonly file: string;
  /** Whether it was not there before. */
  readonly isNew: boolean;
}

/** Told after every time that something was read. */
export interface IndexNews {
  readonly isChanged: boolean;
  /**
   * By module path: what was read so far. Files are added and taken out many at a time, since the imports of the whole
   * program depend on which there are; the map is another one whenever something in it changed.
   */
  readonly files: ReadonlyMap<string, ModuleSource>;
  /** What could not be read this time. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly milliseconds: number;
  /** Whether the folders were listed. */
  readonly isListed: boolean;
  /** Whether all was read that was to be. */
  readonly ending: 'complete' | 'cancelled' | 'too large';
}

/** In UTF-16 units, about a million lines: what a program of so much takes is near a gigabyte of memory. */
const MOST_TEXT = 40_000_000;

/** In milliseconds: a checkout changes many files, one after the other. */
const PAUSE = 100;
const LONGEST_PAUSE = 1000;

interface Known {
  readonly source: ModuleSource & FileRole;
  readonly contentHash: string;
}

export function createWorkspaceIndex(options: WorkspaceIndexOptions): WorkspaceIndex {
  const { list, parser, startProgress, onRead, logFailure } = options;
  const known = new Map<string, Known>();
  let files: ReadonlyMap<string, ModuleSource> = new Map();
  /** What could not be read, by module path. */
  const failed = new Set<string>();
  let textLength = 0;
  let isScanWanted = false;
  let touched = new Map<string, FileChange>();
  let timer: NodeJS.Timeout | undefined;
  let firstTouched = 0;
  let current: AbortController | undefined;
  let isClosed = false;

  function put(path: string, entry: Known | undefined): void {
    textLength += (entry?.source.parsed.text.length ?? 0) - (known.get(path)?.source.parsed.text.length ?? 0);
    if (entry === undefined) known.delete(path);
    else known.set(path, entry);
  }

  function take({ path, parsed, contentHash }: ParsedFile, role: FileRole): void {
    const before = known.get(path);
    if (parsed === undefined) failed.add(path);
    else failed.delete(path);
    if (parsed === undefined) put(path, undefined);
    // The same module, so that nothing that was found out about it is lost.
    else if (before?.contentHash === contentHash && hasRole(before, role)) return;
    else put(path, { source: { parsed, path, ...role }, contentHash });
  }

  /** What is listed now: files that are gone go, and those that are new or touched are to be parsed. */
  function compare(listed: readonly ListedFile[], changes: ReadonlyMap<string, FileChange>): ListedFile[] {
    const byPath = new Map(listed.map((entry) => [entry.path, entry]));
    for (const path of [...known.keys()]) if (!byPath.has(path)) put(path, undefined);
    return listed.filter(({ path, role }) => {
      const before = known.get(path);
      if (before !== undefined && !hasRole(before, role)) put(path, withRole(before, role));
      return before === undefined || isTouched(path, changes);
    });
  }

  /** Whether there may be files of which nothing is known. */
  async function hasNew(changes: ReadonlyMap<string, FileChange>): Promise<boolean> {
    const pause = createSlices();
    for (const [path, { file, isNew }] of changes) {
      const isUnknown = !known.has(path) && (isNew || failed.has(path));
      // A stub is listed once its module is gone.
      if (!isUnknown && !(known.has(path) && !known.has(`${path}i`))) continue;
      await pause();
      if (isUnknown ? holdsPython(file) : existsSync(`${file}i`) && !existsSync(file)) return true;
    }
    return false;
  }

  async function pass(stop: AbortController): Promise<void> {
    const started = performance.now();
    const changes = touched;
    touched = new Map();
    const isScan = isScanWanted || (await hasNew(changes));
    if (stop.signal.aborted) {
      touched = new Map([...changes, ...touched]);
      return;
    }
    isScanWanted = false;
    let isCancelled = false;
    const cancel = (): void => {
      isCancelled = true;
      stop.abort();
    };
    const progress = startProgress(cancel);
    const problems: IndexNews['problems'][number][] = [];
    try {
      let wanted: ListedFile[];
      if (isScan) {
        const listing = await list(stop.signal);
        if (!stop.signal.aborted) problems.push(...listing.problems);
        wanted = stop.signal.aborted ? [] : compare(listing.files, changes);
      } else {
        wanted = [...known.values()]
          .filter(({ source }) => isTouched(source.path, changes))
          .map(({ source: { path, isTest, environment } }) => ({ path, file: path, role: { isTest, environment } }));
      }
      const roles = new Map(wanted.map(({ path, role }) => [path, role]));
      const isTooLarge = (): boolean => textLength > MOST_TEXT;
      let done = 0;
      progress.report(done, wanted.length);
      const onParsed = (file: ParsedFile): void => {
        take(file, roles.get(file.path)!);
        roles.delete(file.path);
        if (file.problem !== undefined && !file.problem.isMissing) problems.push({ path: file.path, ...file.problem });
        progress.report(++done, wanted.length);
        if (isTooLarge()) stop.abort();
      };
      if (wanted.length > 0 && !isTooLarge()) await parser.parse(wanted, onParsed, stop.signal);
      if (isClosed) return;
      // What was touched and is not read yet is still to be.
      if (isScanWanted) {
        touched = new Map([...changes, ...touched]);
        return;
      }
      const isChanged = publish();
      const ending = isTooLarge() ? 'too large' : isCancelled ? 'cancelled' : 'complete';
      const milliseconds = performance.now() - started;
      await onRead({ isChanged, files, problems, milliseconds, isListed: isScan, ending });
    } finally {
      progress.end();
    }
  }

  /** Whether there is something else to see now. */
  function publish(): boolean {
    const isSame = files.size === known.size && [...known].every(([path, { source }]) => files.get(path) === source);
    if (!isSame) files = new Map([...known].map(([path, { source }]) => [path, source]));
    return !isSame;
  }

  async function run(): Promise<void> {
    clearTimeout(timer);
    if (current !== undefined) return;
    while ((isScanWanted || touched.size > 0) && !isClosed) {
      current = new AbortController();
      try {
        await pass(current);
      } catch (error) {
        logFailure(error);
      }
    }
    current = undefined;
  }

  return {
    rescan() {
      isScanWanted = true;
      // What is parsed by now stays known.
      current?.abort();
      void run();
    },
    update(changes) {
      if (changes.length === 0) return;
      const now = performance.now();
      if (touched.size === 0) firstTouched = now;
      for (const change of changes) {
        const path = modulePathOf(change.file);
        const isNew = change.isNew || touched.get(path)?.isNew === true;
        touched.set(path, { ...change, isNew });
      }
      clearTimeout(timer);
      timer = setTimeout(() => void run(), now - firstTouched > LONGEST_PAUSE ? 0 : PAUSE);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      current?.abort();
      void parser.close().catch(logFailure);
    },
  };
}

function hasRole({ source }: Known, { isTest, environment }: FileRole): boolean {
  return source.isTest === isTest && source.environment === environment;
}

function withRole({ source, contentHash }: Known, role: FileRole): Known {
  return { source: { ...source, ...role }, contentHash };
}

/** Whether the file or a folder around it is among these. */
function isTouched(path: string, changes: ReadonlyMap<string, FileChange>): boolean {
  if (changes.size === 0) return false;
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (changes.has(path.slice(0, end))) return true;
  }
  return false;
}

/** Whether a folder was moved here with all it has, or a Python file is here. */
function holdsPython(file: string): boolean {
  try {
    const kind = statSync(file);
    return kind.isDirectory() || (kind.isFile() && [isPython, isStub].some((fits) => fits(basename(file))));
  } catch {
    return false;
  }
}
