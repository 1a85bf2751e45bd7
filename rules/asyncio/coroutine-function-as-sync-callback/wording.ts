/** What is said of an asynchronous function that is called without `await`. */
import { type AsyncLibrary, asyncLibraryOf, type Module, type Node, type SyncCallback, writtenName } from '#analysis';

export function messageOf(callback: SyncCallback): string {
  const { call, fn, how } = callback;
  const name = nameOf(fn);
  const caller = nameOf(call.children[0]!);
  if (how === 'coroutine') return `'${caller}' is given a coroutine of '${name}', which cannot be called.`;
  if (how === 'lambda') return `'${caller}' calls this lambda, and nothing awaits what '${name}' makes.`;
  if (isRefused(callback)) return `'${caller}' refuses the 'async def' '${name}'.`;
  return `'${caller}' calls the 'async def' '${name}', and nothing awaits it.`;
}

/** `loop.add_signal_handler` is the one that looks: https://github.com/python/cpython/blob/3.13/Lib/asyncio/unix_events.py */
function isRefused({ call, how }: SyncCallback): boolean {
  return how === 'function' && call.children[0]!.name === 'add_signal_handler';
}

export function detailOf(callback: SyncCallback): string {
  const { caller, fn, how } = callback;
  const name = nameOf(fn);
  if (how === 'coroutine') {
    return `The call '${name}(…)' makes a coroutine here and now; calling that raises TypeError, and no line of '${name}' runs.`;
  }
  if (isRefused(callback)) return "It raises TypeError at once: 'coroutines cannot be used with add_signal_handler()'.";
  return `${WHAT[caller.kind]} a coroutine object, and no line of '${name}' runs.`;
}

const WHAT: Readonly<Record<SyncCallback['caller']['kind'], string>> = {
  thread: 'The thread ends at once: all that its call makes is',
  process: 'The process has nothing to do: all that its call makes is',
  pool: 'The job is done at once: its result is',
  offload: 'The thread is done at once: what comes back from it is',
  loop: 'The event loop calls it and throws away what it gets,',
  'from-thread': 'The event loop calls it and throws away what it gets,',
  done: 'It is called when all is done, and what it gives is thrown away:',
  signal: 'When the signal comes, all that happens is that the call makes',
  exit: 'When the program ends, all that happens is that the call makes',
  finalizer: 'When that happens, the call only makes',
  'at-once': 'Each call gives, instead of a value,',
};

export function insteadOf({ caller, fn, how }: SyncCallback, module: Module): string {
  const name = nameOf(fn);
  const library = asyncLibraryOf(module) ?? 'asyncio';
  switch (caller.kind) {
    case 'offload':
      return `It needs no thread: 'await ${name}(…)'.`;
    case 'loop':
      return `Let the callback start a task, and keep it: 'create_task(${name}(…))'.`;
    case 'done':
      return `Await the task where it was made, then '${name}(…)', or let a 'def' start a task and keep it.`;
    case 'from-thread':
      return library === 'asyncio'
        ? `Use 'asyncio.run_coroutine_threadsafe(${name}(…), loop)'.`
        : `Use '${library}.from_thread.run(${name}, …)'.`;
    case 'signal':
      return library === 'asyncio'
        ? "Use 'loop.add_signal_handler' with a 'def' that sets an event or starts a task."
        : `Go through '${library}.open_signal_receiver(…)' in a task.`;
    case 'exit':
      return `Await '${name}(…)' before the loop ends, in a 'finally' of what the loop runs.`;
    case 'finalizer':
      return `Await '${name}(…)' where the object is given up, for instance in '__aexit__'.`;
    case 'at-once':
      return library === 'asyncio'
        ? `Await all values before, for instance 'await asyncio.gather(*map(${name}, …))'.`
        : `Await all values before, for instance '[await ${name}(…) for … in …]'.`;
    default:
      return `Give it a function that runs a loop: ${runner(library, name, how)}.`;
  }
}

/** What a thread can call to run an asynchronous function. */
function runner(library: AsyncLibrary, name: string, how: SyncCallback['how']): string {
  if (library !== 'asyncio') return `'${library}.run' with '${name}'`;
  return how === 'function' ? `'lambda: asyncio.run(${name}(…))'` : `'asyncio.run' with '${name}(…)'`;
}

export function detailOfMethod({ name }: Node): string {
  return DETAILS[name] ?? (name.startsWith('__') ? BY_PYTHON : BY_LIBRARY);
}

const BY_PYTHON = 'Python takes the coroutine object for the result, and no line of the method runs.';
const BY_LIBRARY = 'Who calls it throws the coroutine object away, and no line of the method runs.';
const NOT_NONE = "Making an object raises TypeError: it gets a coroutine where there should be 'None'.";
const ALWAYS_TRUE = 'The result is a coroutine object, which is always true.';

const DETAILS: Readonly<Record<string, string>> = {
  __init__: NOT_NONE,
  __exit__: "The coroutine object that it returns is true, so that every exception in the 'with' is swallowed.",
  __eq__: ALWAYS_TRUE,
  __ne__: ALWAYS_TRUE,
  __contains__: "'in' asks whether the coroutine object is true, as it always is.",
  __aiter__: "'async for' raises TypeError: what it gets has no '__anext__'.",
  __await__: "'await' raises TypeError: '__await__' must return an iterator.",
};

export function insteadOfMethod({ name }: Node): string {
  const listed = name.startsWith('test') ? TESTS : INSTEAD[name];
  return listed ?? (name.startsWith('__') ? OTHER_OF_PYTHON : OTHER);
}

const OTHER_OF_PYTHON = "Write a 'def' that needs no 'await', or a method with another name.";
const OTHER = "Make it a 'def' that runs a loop or starts a task.";
const WITH = "Write '__aenter__' and '__aexit__', and use 'async with'.";
const TESTS = "Derive the class from 'unittest.IsolatedAsyncioTestCase'.";
const MAKE = "Write a 'classmethod' that makes the object and awaits the rest.";

const INSTEAD: Readonly<Record<string, string>> = {
  ...{ __init__: MAKE, __post_init__: MAKE },
  ...{ __enter__: WITH, __exit__: WITH },
  ...{ __iter__: "Write '__aiter__', and use 'async for'.", __next__: "Write '__anext__', and use 'async for'." },
  ...{ __aiter__: "Make it a 'def' that returns the iterator, or 'yield' in it." },
  ...{ __await__: "Make it a 'def' that returns 'coroutine.__await__()'." },
  ...{ __del__: "Write an 'async def close', and await it where the object is given up." },
  ...{ run: "Make it a 'def' that runs a loop: 'asyncio.run(self.main())'." },
  ...{ setUp: TESTS, tearDown: TESTS },
};

function nameOf(node: Node): string {
  return writtenName(node, LONGEST);
}

/** In characters. */
const LONGEST = 24;
