/** Says of the functions of a document where they run. */
import {
  type ContextDescription,
  describeContexts,
  type Module,
  type Node,
  placementOf,
  placeText,
  type Range,
} from '#analysis';
import type { Analysis } from './analyser.ts';
import type { Section } from './markdown.ts';

/** Of a function that is called from everywhere, more is not shown. */
const MOST_SHOWN = 6;

export interface NamedFunction {
  readonly fn: Node;
  /** Where its name stands. */
  readonly name: Range;
}

export function functionsIn(module: Module): NamedFunction[] {
  return module.functions.flatMap((fn) => {
    const name = fn.ownScope?.nameRange;
    return name === undefined ? [] : [{ fn, name }];
  });
}

/** The function whose name is at an offset. */
export function functionNamedAt(module: Module, offset: number): NamedFunction | undefined {
  return functionsIn(module).find(({ name }) => name.start <= offset && offset <= name.end);
}

/** Whether something is known of where a function runs that the user does not see anyway. */
export function runsElsewhere(fn: Node): boolean {
  const contexts = placementOf(fn.module).contextsOf(fn);
  return contexts.some(({ kind, isAssumed }) => !isAssumed && kind !== 'main' && kind !== 'import');
}

/** "event loop, 4 pool threads" */
export function contextsInShort(fn: Node): string {
  return [...new Set(describeContexts(fn).map(({ what }) => what))].join(', ');
}

/** For a hover: each context with a link to where it comes from; undefined for a function of which nothing is known. */
export function contextsSection(fn: Node, locate: Analysis['locate']): Section | undefined {
  const contexts = describeContexts(fn);
  if (contexts.length === 0) return undefined;
  const spans = contexts
    .slice(0, MOST_SHOWN)
    .flatMap((context, index) => [...(index === 0 ? [] : ['; ']), context.what, ...sourceOf(context, locate)]);
  const more = contexts.length - MOST_SHOWN;
  return { paragraphs: [{ label: 'Runs on:', spans: more > 0 ? [...spans, `; and ${more} more`] : spans }], links: [] };
}

function sourceOf({ from }: ContextDescription, locate: Analysis['locate']) {
  if (from === undefined) return [];
  const { name, place } = from;
  const target = linkTo(place, locate);
  const label = placeText(place);
  return [`, from \`${name}\` `, target === undefined ? label : { label, target }];
}

/** Editors open a file at a line that is named so; undefined for what is in no file. */
function linkTo({ module, range }: Node, locate: Analysis['locate']): string | undefined {
  const location = locate(module.path, range);
  if (location === undefined || !location.uri.startsWith('file:')) return undefined;
  const { line, character } = location.range.start;
  return `${location.uri}#L${line + 1},${character + 1}`;
}
