/** What is said of an object that has only the other protocol. */
import { asyncLibraryOf, type WrongKind } from '#analysis';

export function messageOf(wrong: WrongKind): string {
  const { by, kind } = wrong;
  const subject = subjectOf(wrong);
  switch (by) {
    case 'with':
      return kind === 'asynchronous'
        ? `'with' cannot enter ${subject}: it needs 'async with'.`
        : `'async with' cannot enter ${subject}: it needs 'with'.`;
    case 'for':
      return `'${kind === 'asynchronous' ? 'for' : 'async for'}' cannot loop over ${subject}.`;
    case 'await':
      return `'await' cannot wait for ${subject}.`;
    case 'consume':
      return `This call cannot loop over ${subject}.`;
    default:
      return "'asyncio.create_task' is called at import, when no event loop runs.";
  }
}

/** `'lock', an 'asyncio.Lock'`; a call of a class or function of a library says by itself what it gives. */
function subjectOf({ subject, what }: WrongKind): string {
  const name = nameOf(subject.text);
  if (name === '') return article(what);
  return FUNCTIONS[what] === undefined && name.endsWith('()') ? `'${name}'` : `'${name}', ${article(what)}`;
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  asynccontextmanager: "an '@asynccontextmanager'",
  contextmanager: "a '@contextmanager'",
  'asynchronous generator': 'an asynchronous generator',
  generator: 'a plain generator',
};

function article(what: string): string {
  const short = what.split('.').slice(-2).join('.');
  return FUNCTIONS[what] ?? `${/^[aeiou]/i.test(short) ? 'an' : 'a'} '${short}'`;
}

export function detailOf({ by, kind }: WrongKind): string {
  switch (by) {
    case 'with':
      return kind === 'asynchronous'
        ? "Entering it means to wait, so it has '__aenter__' and no '__enter__' that works, and Python raises an error here."
        : "It has '__enter__' and no '__aenter__', and Python raises an error here.";
    case 'for':
      return kind === 'asynchronous'
        ? "Each item may have to be waited for, so it has '__aiter__' and no '__iter__', and Python raises TypeError here."
        : "It has '__iter__' and no '__aiter__', and Python raises TypeError here.";
    case 'await':
      return 'It is no coroutine: it gives one item after the other, and Python raises TypeError here.';
    case 'consume':
      return "It has no '__iter__', and Python raises TypeError here.";
    default:
      return "Python raises 'RuntimeError: no running event loop', and the coroutine is never awaited.";
  }
}

export function insteadOf({ by, subject, what, kind, node }: WrongKind): string {
  const name = nameOf(subject.text) || 'x';
  switch (by) {
    case 'with':
      if (kind === 'plain')
        return /Lock|Condition|Semaphore/.test(what) ? forTasks(node.module) : `Write 'with ${name}'.`;
      return node.code?.isAsync
        ? `Write 'async with ${name}'.`
        : `Make the function an 'async def', then 'async with ${name}'.`;
    case 'for':
      if (kind === 'plain') return `Write 'for … in ${name}'.`;
      return node.code?.isAsync
        ? `Write 'async for … in ${name}'.`
        : `Make the function an 'async def', then 'async for … in ${name}'.`;
    case 'await':
    case 'consume':
      return `Loop over it: '[item async for item in ${name}]'.`;
    default:
      return "Start it in a coroutine that 'asyncio.run' runs.";
  }
}

function forTasks(module: WrongKind['node']['module']): string {
  return `Write 'with'; to keep tasks apart, use '${asyncLibraryOf(module) ?? 'asyncio'}.Lock'.`;
}

/** Shortly, without what is given to a call; nothing where that is long. */
function nameOf(text: string): string {
  const short = text.replace(/\([\s\S]*\)$/, '()');
  return short.length <= LONGEST && !/\s/.test(short) ? short : '';
}

/** In characters. */
const LONGEST = 32;
