/** The programs of several files under `test-fixtures/projects`, and what the rules say of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import {
  type CheckResult,
  checkModule,
  createLineIndex,
  createProgram,
  type Environment,
  environmentOf,
  type Finding,
  isTestPath,
  type ModuleSource,
  type Program,
  parseConfig,
} from '#analysis';
import { rules } from '#rules';
import { environmentFromMetadata } from '../src/project/project-metadata.ts';
import { allButOff, parseModule } from './analyse.ts';
import { root } from './samples.ts';

/** By path below the project's folder, with forward slashes: the text. */
export type ProjectFiles = ReadonlyMap<string, string>;

const folder = join(root, 'test-fixtures/projects');

/** By name: the files of each project. A project's folder may stand in a folder that groups it with others. */
export const projects: ReadonlyMap<string, ProjectFiles> = readProjects();

function readProjects(): Map<string, ProjectFiles> {
  const found = new Map<string, Map<string, string>>();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  for (const path of paths.filter((name) => /\.pyi?$|\/pyproject\.toml$/.test(name)).sort()) {
    const [group, project, ...rest] = path.split('/');
    const name = `${group}/${project}`;
    const files = found.get(name) ?? new Map<string, string>();
    files.set(rest.join('/'), readFileSync(join(folder, path), 'utf8'));
    found.set(name, files);
  }
  return found;
}

/** `environment`: what holds; else what the project's `pyproject.toml` says. */
export function sourcesOf(files: ProjectFiles, environment = environmentIn(files)): ModuleSource[] {
  return [...files]
    .filter(([path]) => isModule(path))
    .map(([path, text]) => ({ path, parsed: parseModule(text), isTest: isTestPath(path), environment }));
}

const CONFIGURATION = 'pyproject.toml';

export function isModule(path: string): boolean {
  return path !== CONFIGURATION;
}

/** What the project's own `pyproject.toml` says. A test that edits the files breaks this one too: then it says nothing. */
export function environmentIn(files: ProjectFiles): Environment {
  try {
    const document = parse(files.get(CONFIGURATION) ?? '');
    const { tool } = document as { readonly tool?: { readonly interleave?: unknown } };
    const stated = parseConfig(tool?.interleave, rules).config.environment;
    return environmentOf(stated, environmentFromMetadata(document));
  } catch {
    return environmentOf();
  }
}

const config = allButOff();

/** What all rules say of all modules of a program. */
export function checkProgram(program: Program): CheckResult {
  const results = program.modules.map((module) => checkModule(module, program, { rules, config }));
  return {
    findings: results.flatMap(({ findings }) => findings),
    problems: results.flatMap(({ problems }) => problems),
  };
}

export function checkProject(files: ProjectFiles): CheckResult {
  return checkProgram(createProgram(sourcesOf(files)));
}

/** `app.py:3: rule (severity) 'text' message`, with the related places below. */
export function describeFinding(finding: Finding, files: ProjectFiles): string {
  const { path, rule, severity, message, range } = finding;
  const text = files.get(path)!;
  const related = finding.related.map((place) => {
    const inside = place.path ?? path;
    return `\n    ${inside}:${createLineIndex(files.get(inside)!).at(place.range.start).line}: ${place.message}`;
  });
  const place = text.slice(range.start, range.end).split('\n')[0];
  return `${path}:${createLineIndex(text).at(range.start).line}: ${rule} (${severity}) '${place}' ${message}${related.join('')}`;
}
