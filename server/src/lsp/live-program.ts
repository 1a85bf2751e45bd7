/**
 * The program as the user sees it: what is open in the editor with the text it has there, and the other files of the
 * workspace as they are on disk. What is in no workspace folder is a program of its own.
 */
import { pathToFileURL } from 'node:url';
import type { Location } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createProgram, type Module, type ModuleSource, type ParsedModule, type Program, type Range } from '#analysis';
import type { SourceConfig } from './configuration.ts';
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

export interface LiveProgram {
  /** Has the program hold these sources and no others that are open. */
  hold(open: readonly OpenSource[]): void;
  /** The module of a source that is held. */
  moduleOf(uri: string): PlacedModule | undefined;
  /** The module that a source would be if it were as given. */
  tryOut(open: OpenSource): PlacedModule;
  /** Where a range of a module is: in an open document as it is now, or in a file. */
  locate(path: string, range: Range): Location | undefined;
}

export interface LiveProgramOptions {
  /** The bytes of python.wasm. */
  readonly engine: () => Uint8Array;
  /** By module path: the files on disk; another map whenever something in it changed. */
  readonly files: () => ReadonlyMap<string, ModuleSource>;
}

interface Held extends OpenSource {
  readonly parsed: ParsedSource;
  readonly moduleSource: ModuleSource;
  /** The program of a source that is alone. */
  readonly own?: Program;
}

export function createLiveProgram({ engine, files }: LiveProgramOptions): LiveProgram {
  const parse = createSourceParser(engine);
  let held = new Map<string, Held>();
  let shared: Program | undefined;
  let isCurrent = false;
  let known: ReadonlyMap<string, ModuleSource> = new Map();

  /** Of sources with one path, the last is the one that the others see. */
  function* sources(): Generator<ModuleSource> {
    yield* known.values();
    for (const { config, moduleSource } of held.values()) if (config.isInWorkspace) yield moduleSource;
  }

  function program(): Program {
    if (shared === undefined || !isCurrent) shared = createProgram(sources(), shared);
    isCurrent = true;
    return shared;
  }

  function read({ source, config }: OpenSource, before: Held | undefined): Held {
    if (before?.source === source && before.config === config) return before;
    const parsed = before?.source === source ? before.parsed : parse(source, before?.parsed ?? onDisk(source, config));
    const moduleSource = moduleSourceOf(source, config, parsed.parsed);
    const own = config.isInWorkspace ? {} : { own: createProgram([moduleSource], before?.own) };
    return { source, config, parsed, moduleSource, ...own };
  }

  /** A file that is opened has mostly the text that it has on disk. */
  function onDisk({ uri, isNotebook }: Source, { modulePath }: SourceConfig): ParsedSource | undefined {
    const file = isNotebook ? undefined : known.get(modulePath);
    return file === undefined ? undefined : { parsed: file.parsed, parts: new Map([[uri, file.parsed]]) };
  }

  return {
    hold(open) {
      const onFiles = files();
      let isSame = onFiles === known && open.length === held.size;
      known = onFiles;
      const next = new Map<string, Held>();
      for (const one of open) {
        const { uri } = one.source;
        const before = held.get(uri);
        const now = read(one, before);
        isSame &&= before !== undefined && isSameModule(before, now);
        next.set(uri, now);
      }
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
  };
}

function isSameModule(a: Held, b: Held): boolean {
  return (
    a.parsed === b.parsed &&
    a.config.modulePath === b.config.modulePath &&
    a.config.isInWorkspace === b.config.isInWorkspace &&
    a.config.isTest === b.config.isTest
  );
}

function moduleSourceOf(source: Source, { modulePath, isTest }: SourceConfig, parsed: ParsedModule): ModuleSource {
  return { parsed, path: modulePath, isTest, isNotebook: source.isNotebook };
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
