/** `interleave contexts`: tells for the functions of a file where each runs, and by which calls it gets there. */
import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import {
  type Code,
  createProgram,
  describeContext,
  describeContexts,
  isTestPath,
  lineOf,
  type Module,
  type ModuleSource,
  type Node,
  qualifiedNameOf,
} from '#analysis';
import { createFileParser, type FileProblem } from '../../project/parse-files.ts';
import { programFiles } from '../../project/program-files.ts';
import { createProjectConfigs } from '../../project/project-config.ts';
import { createProjectRoots } from '../../project/project-roots.ts';
import { EXIT_INCOMPLETE, UsageError } from '../exit.ts';
import { type Host, hasColours } from '../host.ts';
import { createColours } from '../output/colours.ts';
import { showLine } from '../output/terminal-text.ts';

/** `target`: a file, or `file:function`. Returns the exit code. */
export async function showContexts(target: string, format: 'text' | 'json', host: Host): Promise<number> {
  const { file, name } = parseTarget(target, host.cwd);
  const { sources, problem } = await readProgram(file, host);
  const shownPath = (path: string): string => relative(host.cwd, path).split(sep).join('/') || '.';
  const module = createProgram(sources).module(slashed(file));
  if (module === undefined) {
    const place = problem?.line === undefined ? '' : `:${problem.line}`;
    host.writeError(`error: ${shownPath(file)}${place}: ${problem?.message ?? 'Not read.'}\n`);
    return EXIT_INCOMPLETE;
  }
  const codes = selected(module, name, shownPath(file)).map((code) => describe(code, shownPath));
  if (format === 'json') host.write(`${JSON.stringify({ path: shownPath(file), functions: codes }, null, 2)}\n`);
  else present(codes, host);
  return 0;
}

/** A file may have a colon in its name; what stands behind the last one is a function if there is no such file. */
function parseTarget(target: string, cwd: string): { readonly file: string; readonly name?: string } {
  const whole = resolve(cwd, target);
  if (existsSync(whole)) return { file: whole };
  const [, path, name] = /^(.+):([^:/\\]+)$/.exec(target) ?? [];
  const file = path === undefined ? whole : resolve(cwd, path);
  if (name === undefined || !existsSync(file)) throw new UsageError(`There is no file '${path ?? target}'.`);
  return { file, name };
}

interface ReadProgram {
  readonly sources: readonly ModuleSource[];
  /** Of the file that is asked for. */
  readonly problem?: FileProblem | undefined;
}

async function readProgram(file: string, { engine, workerScript, loadRules }: Host): Promise<ReadProgram> {
  const rootOf = createProjectRoots();
  const configs = createProjectConfigs({ rules: await loadRules(), shownPath: (path) => path });
  const isExcluded = (path: string): boolean => configs.of(dirname(path)).isExcluded(path);
  const root = rootOf(dirname(file)) ?? dirname(file);
  const files = new Set([file, ...programFiles([file], { rootOf, isExcluded, walked: [] })]);
  const sources: ModuleSource[] = [];
  let problem: FileProblem | undefined;
  const parser = createFileParser({ engine, ...(workerScript === undefined ? {} : { workerScript }) });
  await parser.parse(
    [...files].map((path) => ({ path: slashed(path), file: path })),
    (read) => {
      const isTest = isTestPath(slashed(relative(root, read.path)));
      const { environment } = configs.of(dirname(read.path));
      if (read.parsed !== undefined) sources.push({ path: read.path, parsed: read.parsed, isTest, environment });
      else if (read.path === slashed(file)) problem = read.problem;
    },
  );
  await parser.close();
  // Files come in no order; what is said of them has one.
  return { sources: sources.sort((a, b) => (a.path < b.path ? -1 : 1)), problem };
}

/** The module's own code and its functions, or those with this name. */
function selected(module: Module, name: string | undefined, path: string): readonly Code[] {
  if (name === undefined) return [module, ...module.functions];
  const found = module.functions.filter((fn) => fn.name === name || qualifiedNameOf(fn) === name);
  if (found.length > 0) return found;
  const names = module.functions.map(qualifiedNameOf);
  const known = names.length === 0 ? 'it has none' : `it has ${names.slice(0, MOST_NAMES).join(', ')}`;
  throw new UsageError(
    `No function of ${path} is called '${name}'; ${known}${names.length > MOST_NAMES ? ', …' : ''}.`,
  );
}

const MOST_NAMES = 10;

interface ShownPlace {
  readonly path: string;
  readonly line: number;
}

interface ShownCode extends ShownPlace {
  readonly name: string;
  readonly contexts: readonly {
    readonly kind: string;
    readonly text: string;
    readonly isMany: boolean;
    readonly isAssumed: boolean;
    readonly from?: ShownPlace & { readonly name: string };
    /** The calls by which it gets to the function, the first one first. */
    readonly calls: readonly (ShownPlace & { readonly text: string })[];
  }[];
}

function describe(code: Code, shownPath: (path: string) => string): ShownCode {
  const placeOf = (node: Node): ShownPlace => ({ path: shownPath(node.module.path), line: lineOf(node) });
  const place = 'form' in code ? placeOf(code) : { path: shownPath(code.path), line: 1 };
  const contexts = describeContexts(code).map((description) => {
    const { context, from, path } = description;
    return {
      ...{
        kind: context.kind,
        text: describeContext(description),
        isMany: context.isMany,
        isAssumed: context.isAssumed,
      },
      ...(from === undefined ? {} : { from: { name: from.name, ...placeOf(from.place) } }),
      calls: path.map((call) => ({ ...placeOf(call), text: call.text })),
    };
  });
  return { name: 'form' in code ? qualifiedNameOf(code) : '(module)', ...place, contexts };
}

function present(codes: readonly ShownCode[], host: Host): void {
  const colours = createColours(hasColours(host));
  for (const { name, path, line, contexts } of codes) {
    host.write(`${colours.strong(showLine(name).text)} ${colours.faint(`${path}:${line}`)}\n`);
    if (contexts.length === 0) host.write('  nowhere: what calls it is not reached\n');
    for (const { text, calls } of contexts) {
      host.write(`  ${showLine(text).text}\n`);
      for (const call of calls) {
        const shown = showLine(call.text.split(/[\r\n]/, 1)[0]!).text;
        host.write(`    ${colours.faint(`${call.path}:${call.line}`)} ${shown}\n`);
      }
    }
  }
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
