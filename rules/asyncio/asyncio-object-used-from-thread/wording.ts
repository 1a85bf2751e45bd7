/** What is said of a use of an event loop in another thread. */
import { type LoopFromThread, lastName, Role, writtenPath } from '#analysis';

export function messageOf({ call, use, isFromMain }: LoopFromThread): string {
  const callee = calleeOf(call);
  if (isFromMain) return `'${callee}' does not wake the event loop, which another thread runs.`;
  if (use === 'running-loop') return `'${callee}' raises RuntimeError in a thread, where no event loop runs.`;
  if (use === 'writing') return `'${callee}' in a thread changes what the event loop is using.`;
  return `'${callee}' in a thread does not wake the event loop.`;
}

export function detailOf({ use, name }: LoopFromThread): string {
  switch (use) {
    case 'scheduling':
      return name.endsWith('.stop')
        ? 'The loop sees it when something else wakes it, which may be never.'
        : 'What it adds is run when something else wakes the loop, perhaps never, and both threads change one queue.';
    case 'waking':
      return 'Who waits for it goes on when something else wakes the loop, perhaps never, and both threads change its state.';
    case 'writing':
      return 'Two threads write into one buffer, and what is left of it is sent when something else wakes the loop.';
    case 'running-loop':
      return 'The loop runs in another thread, and asyncio looks for one in the thread that calls.';
  }
}

export function insteadOf({ call, use, name }: LoopFromThread): string {
  const method = lastName(name);
  if (method === 'create_task' || method === 'ensure_future') {
    return "Use 'asyncio.run_coroutine_threadsafe(coro, loop)', with the loop that is to run it.";
  }
  if (use === 'running-loop') return 'Ask in the coroutine that starts the thread, and pass the loop along.';
  if (method === 'call_soon') return "Use 'loop.call_soon_threadsafe(callback)'.";
  return `Use 'loop.call_soon_threadsafe(${calleeOf(call)}, …)'.`;
}

function calleeOf(call: LoopFromThread['call']): string {
  return writtenPath(call.child(Role.Callee)!, LONGEST);
}

/** In characters. */
const LONGEST = 32;
