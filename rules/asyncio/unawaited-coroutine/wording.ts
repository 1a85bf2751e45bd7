/** What is said of a coroutine that nobody awaits. */
import {
  type AsyncLibrary,
  asyncLibraryOf,
  functionIn,
  type Loss,
  type LostCoroutine,
  type Module,
  type Node,
  Role,
  runningCode,
  writtenName,
} from '#analysis';

export function messageOf({ call }: LostCoroutine): string {
  return `The coroutine that '${nameOf(call)}()' makes here is never awaited.`;
}

export function detailOf({ call, loss, variable }: LostCoroutine): string {
  const name = nameOf(call);
  if (loss === 'unused')
    return `'${variable?.name ?? name}' holds the coroutine, and nothing looks at it: no line of '${name}' runs.`;
  const subject = variable === undefined ? 'the coroutine object' : `the coroutine object in '${variable.name}'`;
  return `${capitalised(WHAT[loss](subject))}, and no line of '${name}' runs.`;
}

const WHAT: Readonly<Record<Exclude<Loss, 'unused'>, (subject: string) => string>> = {
  dropped: (subject) => `${subject} is thrown away as soon as it is made`,
  tested: (subject) => `the test asks whether ${subject} is true, as every one is`,
  compared: (subject) => `${subject} is compared instead of what it would give`,
  formatted: (subject) => `the text shows ${subject} instead of what it would give`,
  attribute: (subject) => `${subject} does not have this attribute: it raises AttributeError`,
  item: (subject) => `${subject} has no items: it raises TypeError`,
  iterated: (subject) => `${subject} cannot be iterated over: it raises TypeError`,
  entered: (subject) => `${subject} cannot be entered by 'with': it raises an error`,
  computed: (subject) => `nothing can be computed with ${subject}: it raises TypeError`,
};

export function insteadOf({ call }: LostCoroutine, module: Module): string {
  const name = nameOf(call);
  const written = `${name}(${call.childrenIn(Role.Argument).length === 0 ? '' : '…'})`;
  const library = asyncLibraryOf(module) ?? 'asyncio';
  const code = functionIn(runningCode(call));
  const mayAwait = code === undefined ? module.isNotebook : code.isAsync;
  if (mayAwait) return `Await it: 'await ${written}'.`;
  if (code === undefined) return `Run it: ${runBy(library, name, written)}.`;
  const owner = code.name === '' ? 'the function around it' : `'${code.name}'`;
  return `Make ${owner} an 'async def' and await it, or run it by ${runBy(library, name, written)}.`;
}

/** `anyio` and `trio` are given the function, and call it themselves. */
function runBy(library: AsyncLibrary, name: string, written: string): string {
  if (library === 'asyncio') return `'asyncio.run(${written})'`;
  return `'${library}.run(${name}${written.endsWith('()') ? '' : ', …'})'`;
}

function nameOf(call: Node): string {
  return writtenName(call.child(Role.Callee)!, LONGEST);
}

/** In characters. */
const LONGEST = 34;

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
