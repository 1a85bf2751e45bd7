/**
 * The program as the user sees it: what is open in the editor with the text it has there, and the other files of the
 * workspace as they are on disk. What is in no workspace folder is a program of its own.
 */
import { pathToFileURL } from 'node:url';
import type { Location } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  createProgram,
  type Module,
  type ModuleSource,
  type ParsedModule,
  type Program,
  prepareProgram,
  type Range,
} from '#analysis';
import type { SourceConfig } from './configuration.ts';
import { createSlices } from './slices.ts';
import { placeOf, type Source } from './source.ts';
import { createSourceParser, type ParsedSource } from './source-parser.ts';

/** A source that is open and checked. */
export interface OpenSource {
  readonly source: Source;
  readonly config: SourceConfig;
}

export interface PlacedModule {
  readonly module: Module;
  readonly program: Program;
}

export interface LivePrograms {
  readonly programs: readonly Program[];
  /** Whether they may still be asked: what is known of them goes over to the next ones. */
  areCurrent(): boolean;
}

export interface LiveProgram {
  /** Has the program hold these sources and no others that are open. */
  hold(open: readonly OpenSource[]): void;
  /** The module of a source that is held. */
  moduleOf(uri: string): PlacedModule | undefined;
  /** The program of the workspace, and those of the sources that are alone. */
  programs(): LivePrograms;
  /** The module that a source would be if it were as given. */
  tryOut(open: OpenSource): PlacedModule;
  /** Where a range of a module is: in an open document as it is now, or in a file. */
  locate(path: string, range: Range): Location | undefined;
  /**
   * Takes over what is on disk, by module path. That may mean much work for the program, so it is done in slices, and
   * until then the program is what it was. To be called again only when it is done.
   */
  adopt(files: ReadonlyMap<string, ModuleSource>): Promise<void>;
}

interface Held extends OpenSource {
  readonly parsed: ParsedSource;
  readonly moduleSource: ModuleSource;
  /** The program of a source that is alone. */
  readonly own?: Program;
}

/** `engine` gives the bytes of python.wasm. */
export function createLiveProgram(engine: () => Uint8Array): LiveProgram {
  const parse = createSourceParser(engine);
  let held = new Map<string, Held>();
  let shared: Program | undefined;
  let isCurrent = false;
  let known = new Map<string, ModuleSource>();

  /** Of sources with one path, the last is the one that the others see. */
  function* sources(files: ReadonlyMap<string, ModuleSource> = known): Generator<ModuleSource> {
    yield* files.values();
    for (const { config, moduleSource } of held.values()) if (config.isInWorkspace) yield moduleSource;
  }

  function program(): Program {
    if (shared === undefined || !isCurrent) shared = createProgram(sources(), shared);
    isCurrent = true;
    return shared;
  }

  function read({ source, config }: OpenSource, before: Held | undefined): Held {
    if (before?.source === source && before.config === config) return before;
    const parsed = before?.source === source ? before.parsed : parsedOf(source, config, before?.parsed);
    const moduleSource = moduleSourceOf(source, config, parsed.parsed);
    const own = config.isInWorkspace ? {} : { own: createProgram([moduleSource], before?.own) };
    return { source, config, parsed, moduleSource, ...own };
  }

  /** A file that is opened has mostly the text that it has on disk: then it is the same module. */
  function parsedOf(source: Source, { modulePath }: SourceConfig, before: ParsedSource | undefined): ParsedSource {
    const { parsed } = (before === undefined && !source.isNotebook && known.get(modulePath)) || {};
    if (parsed === undefined) return parse(source, before);
    const onDisk = { parsed, parts: new Map([[source.uri, parsed]]) };
    return source.parts[0]!.text === parsed.text ? onDisk : parse(source, onDisk);
  }

  /** A document that is closed has mostly the text that the file has: then it stays the same module. */
  function release({ config: { modulePath, isInWorkspace }, moduleSource }: Held): void {
    const file = known.get(modulePath);
    if (isInWorkspace && file !== undefined && isEqual(file, moduleSource)) known.set(modulePath, moduleSource);
  }

  return {
    hold(open) {
      let isSame = open.length === held.size;
      const next = new Map<string, Held>();
      for (const one of open) {
        const { uri } = one.source;
        const before = held.get(uri);
        const now = read(one, before);
        isSame &&= before !== undefined && isSameModule(before, now);
        next.set(uri, now);
      }
      for (const [uri, gone] of held) if (!next.has(uri)) release(gone);
      held = next;
      isCurrent &&= isSame;
    },
    moduleOf(uri) {
      const found = held.get(uri);
      if (found === undefined) return undefined;
      const { own, moduleSource, config } = found;
      const module = (own ?? program()).module(config.modulePath);
      if (module?.parsed === moduleSource.parsed) return { module, program: own ?? program() };
      // Two documents of one file: each is shown what is in it.
      return alone(moduleSource);
    },
    programs() {
      const now = (): Program[] => [program(), ...[...held.values()].flatMap(({ own }) => own ?? [])];
      const programs = now();
      return {
        programs,
        areCurrent: () => isCurrent && shared === programs[0] && now().every((one, index) => one === programs[index]),
      };
    },
    tryOut({ source, config }) {
      const { parsed } = parse(source, held.get(source.uri)?.parsed);
      const moduleSource = moduleSourceOf(source, config, parsed);
      if (!config.isInWorkspace) return alone(moduleSource);
      const tried = createProgram([...sources(), moduleSource], program());
      // What is known of the modules has gone over to this program, and goes back to the next one.
      shared = tried;
      isCurrent = false;
      return { module: tried.module(config.modulePath)!, program: tried };
    },
    locate(path, range) {
      for (const { source, config } of held.values()) {
        if (config.modulePath !== path) continue;
        const place = placeOf(source, range);
        return place === undefined ? undefined : { uri: place.document.uri, range: place.range };
      }
      const file = known.get(path);
      return file === undefined ? undefined : locateInFile(path, file.parsed, range);
    },
    async adopt(files) {
      const next = new Map<string, ModuleSource>();
      for (const [path, file] of files) {
        const before = known.get(path);
        next.set(path, before !== undefined && isEqual(before, file) ? before : file);
      }
      // With other paths, imports may mean other modules, and what the configuration says holds for most modules at
      // once: then nothing is taken over from the program before.
      if (!hasSamePaths(next, known) || [...next].some(([path, file]) => !hasEqualRole(file, known.get(path)!))) {
        const prepared = createProgram(sources(next));
        const pause = createSlices();
        for (const _ of prepareProgram(prepared)) await pause();
        shared = prepared;
      }
      known = next;
      isCurrent = false;
    },
  };
}

/** Whether these make the same module: the text says all that the facts do. */
function isEqual(a: ModuleSource, b: ModuleSource): boolean {
  if (a === b) return true;
  return hasEqualRole(a, b) && a.isNotebook !== true && b.isNotebook !== true && a.parsed.text === b.parsed.text;
}

function hasEqualRole(a: ModuleSource, b: ModuleSource): boolean {
  return a.isTest === b.isTest && a.environment === b.environment;
}

function hasSamePaths(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a.keys()].every((path) => b.has(path));
}

function isSameModule(a: Held, b: Held): boolean {
  return (
    a.parsed === b.parsed &&
    a.config.modulePath === b.config.modulePath &&
    a.config.isInWorkspace === b.config.isInWorkspace &&
    hasEqualRole(a.moduleSource, b.moduleSource)
  );
}

function moduleSourceOf(
  source: Source,
  { modulePath, isTest, environment }: SourceConfig,
  parsed: ParsedModule,
): ModuleSource {
  return { parsed, path: modulePath, isTest, environment, isNotebook: source.isNotebook };
}

function alone(moduleSource: ModuleSource): PlacedModule {
  const program = createProgram([moduleSource]);
  return { module: program.module(moduleSource.path)!, program };
}

const documents = new WeakMap<ParsedModule, TextDocument>();

function locateInFile(path: string, parsed: ParsedModule, { start, end }: Range): Location {
  let document = documents.get(parsed);
  if (document === undefined) {
    document = TextDocument.create(pathToFileURL(path).href, 'python', 0, parsed.text);
    documents.set(parsed, document);
  }
  return { uri: document.uri, range: { start: document.positionAt(start), end: document.positionAt(end) } };
}
