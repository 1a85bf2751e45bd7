/** What is said of an event loop that is started within a running one. */
import {
  asyncLibraryOf,
  Form,
  functionIn,
  inThread,
  type LoopConflict,
  moduleOf,
  type Node,
  nameOfWait,
  type RelatedPlace,
  subjectOfWait,
} from '#analysis';

export function messageOf({ code, blocking, hop }: LoopConflict): string {
  const runner = runnerOf(blocking);
  if (hop !== undefined) return `'${nameOf(hop.target)}' starts an event loop in the running one, by '${runner}'.`;
  return `'${runner}' starts an event loop in the running one, ${placeOf(functionIn(code))}.`;
}

export function detailOf({ code, blocking: { name } }: LoopConflict): string {
  // trio and asyncio do not see each other's loops.
  if (name.startsWith('asyncio.') && asyncLibraryOf(moduleOf(code)) === undefined)
    return 'On a loop of asyncio it raises RuntimeError; on that of another library all tasks wait for its end.';
  if (name === 'trio.run')
    return 'Within trio it raises RuntimeError; on the loop of another library all tasks wait for its end.';
  return name.startsWith('asgiref.')
    ? "It raises RuntimeError: 'async_to_sync' is for threads without a running event loop."
    : 'It raises RuntimeError, as a thread runs one event loop at a time, and what it was to run is never run.';
}

export function insteadOf({ code, blocking: { name, node }, hop }: LoopConflict): string {
  const library = asyncLibraryOf(moduleOf(code)) ?? 'asyncio';
  if (hop !== undefined) {
    const called = nameOf(hop.target);
    return `Make '${called}' asynchronous and await it, or run it in a thread: 'await ${inThread(library, `${called}, …`, moduleOf(code))}'.`;
  }
  const known = INSTEAD[name];
  if (known !== undefined) return known;
  const [given] = node.args;
  const isShort = given?.form === Form.Call && /^[\w.]+\([\w., ]*\)$/.test(given.text) && given.text.length <= 40;
  return isShort ? `Await it: 'await ${given.text}'.` : 'Await the coroutine.';
}

const INSTEAD: Readonly<Record<string, string>> = {
  'asyncio.AbstractEventLoop.run_forever': "The loop runs already: wait for an event, 'await event.wait()'.",
  'anyio.run': "Await the function itself: 'await main()'.",
  'trio.run': "Await the function itself: 'await main()'.",
  'uvicorn.run': "Use 'await uvicorn.Server(uvicorn.Config(app)).serve()'.",
  'uvicorn.Server.run': "Use 'await server.serve()'.",
  'aiohttp.web.run_app': "Use 'web.AppRunner(app)', and await its 'setup()'.",
  'asgiref.sync.AsyncToSync.__call__': 'Await the function itself.',
  'discord.Client.run': "Use 'await client.start(token)'.",
  'discord.ext.commands.Bot.run': "Use 'await bot.start(token)'.",
};

/** The calls that lead to it. */
export function relatedTo({ blocking, hop, origin }: LoopConflict): RelatedPlace[] {
  const steps = (hop?.chain.hops ?? []).map(({ node, target }) => placed(node, `'${nameOf(target)}' is run here.`));
  const end = hop === undefined ? [] : [placed(subjectOfWait(blocking), `'${runnerOf(blocking)}' stands here.`)];
  const given = origin === undefined ? [] : [placed(origin, 'The event loop is given the callback here.')];
  return [...steps, ...end, ...given];
}

/** `async_to_sync(f)()` has no name of its own. */
function runnerOf(blocking: LoopConflict['blocking']): string {
  return blocking.name.startsWith('asgiref.') ? 'async_to_sync' : nameOfWait(blocking);
}

function placed({ module: { path }, range }: Node, message: string): RelatedPlace {
  return { path, range, message };
}

function placeOf(fn: Node | undefined): string {
  if (fn === undefined) return "the notebook's";
  return fn.name === '' ? 'in a callback' : `in '${fn.name}'`;
}

function nameOf(fn: Node): string {
  return fn.name === '' ? 'lambda' : fn.name;
}
