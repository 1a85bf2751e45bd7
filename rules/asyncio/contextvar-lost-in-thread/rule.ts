import { lostContextVariablesIn, type Module, mayUse, type Node, type Report, Role, type Rule } from '#analysis';
import explanation from './rule.md';

/**
 * A thread starts without the context variables of the code that starts it, and so does the job of a pool.
 *
 * Evidence is a variable that is set in the flow that hands the function over, and that the function asks for without
 * anybody in the thread having set it. What takes a copy of the context along is left alone.
 */
export const contextvarLostInThread: Rule = {
  id: 'contextvar-lost-in-thread',
  severity: 'info',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module): Generator<Report> {
    for (const { origin, entry, set, get, hasDefault } of lostContextVariablesIn(module)) {
      const name = get.child(Role.Callee)!.child(Role.Object)!.text;
      const runner = origin.child(Role.Callee)!;
      const code = entry.name === '' ? 'The function' : `'${entry.name}'`;
      yield {
        range: runner.range,
        message: `'${name}' stays behind: ${code === 'The function' ? 'what runs' : code} in the thread does not find it.`,
        ...(hasDefault ? { severity: 'hint' } : {}),
        detail: detailOf(runner.name, get, hasDefault),
        instead: insteadOf(runner.name, entry.name || 'f', module),
        related: [
          { path: set.module.path, range: set.range, message: `'${name}' is set here.` },
          { path: get.module.path, range: get.range, message: 'The thread asks for it here.' },
        ],
      };
    }
  },
};

/** The threads of a pool live on, so they may have a value of an earlier job; a thread of its own has none. */
function detailOf(runner: string, get: Node, hasDefault: boolean): string {
  const outcome = hasDefault ? 'gives the default in the thread' : 'raises LookupError in the thread';
  const isPool = runner === 'run_in_executor' || runner === 'submit';
  const leftover = isPool ? `, or ${hasDefault ? '' : 'finds '}what is left from another job` : '';
  return `'${runner}' takes no context along, so '${get.text}' ${outcome}${leftover}.`;
}

function insteadOf(runner: string, name: string, { environment }: Module): string {
  if (runner === 'run_in_executor') {
    const copied = `'run_in_executor(pool, copy_context().run, ${name}, …)'`;
    return mayUse(environment, 3, 9) ? `Use 'await asyncio.to_thread(${name}, …)', or ${copied}.` : `Use ${copied}.`;
  }
  if (runner === 'submit') return `Pass a copy of the context for each job: 'submit(copy_context().run, ${name}, …)'.`;
  return `Run it in a copy of the context, 'copy_context().run(${name}, …)', or pass the value as an argument.`;
}
