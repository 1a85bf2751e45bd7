/** What the rule says about the end of an executor on the event loop. */
import {
  type AbandonedJob,
  type AsyncLibrary,
  type BlockingCall,
  blockingWitness,
  Form,
  inThread,
  type Node,
  type Report,
  Role,
} from '#analysis';

const WAIT = 'until all its jobs are done';

export function reportOfEnd({ node, how, cause }: BlockingCall, code: Node, library: AsyncLibrary): Report {
  const subject = calleeOf(node);
  const name = shortly(subject.text);
  const place = code.form === Form.Lambda ? 'A callback' : `'${code.name}'`;
  const text = how === 'exit' ? `end of with ${node.text}` : node.text;
  return {
    range: subject.range,
    message:
      how === 'exit'
        ? `Leaving 'with ${name}' waits on the event loop for its jobs.`
        : `'${name}' waits on the event loop for all jobs of the pool.`,
    detail: `${place} keeps the thread of the loop until the last job is done; meanwhile no other task runs.`,
    instead:
      how === 'exit'
        ? insteadOfExit(library, node)
        : `Await it in a thread: 'await ${inThread(library, name, node.module)}'.`,
    related: cause === undefined ? [] : [{ range: calleeOf(cause).range, message: 'Nothing awaits this job inside.' }],
    witness: blockingWitness({ code, chain: [{ node, text }], wait: WAIT }),
  };
}

function insteadOfExit(library: AsyncLibrary, { module }: Node): string {
  return library === 'asyncio'
    ? "Await all jobs inside: 'await asyncio.gather(…)' over 'loop.run_in_executor(pool, f)'; or keep one pool for all."
    : `Run each job by 'await ${inThread(library, 'f', module)}', which has a pool of its own.`;
}

export function reportOfAbandoned({ context, job, limit }: AbandonedJob): Report {
  const name = shortly(calleeOf(limit).text);
  return {
    range: calleeOf(context).range,
    message: `When '${name}' gives up, leaving 'with ${shortly(calleeOf(context).text)}' waits on the loop.`,
    detail: 'The job runs on, and the end of the executor keeps the thread of the loop until it is done.',
    instead: 'Make the pool outside of what may give up, and keep it; let the job look at an event that ends it.',
    related: [
      { range: calleeOf(limit).range, message: 'It stops waiting for the job here.' },
      { range: calleeOf(job).range, message: 'The job is given to the pool here.' },
    ],
  };
}

export function reportOfPool(pool: Node, code: Node): Report {
  return {
    range: calleeOf(pool).range,
    message: `'${code.name}' makes a pool for each request.`,
    detail: 'Threads or processes are started anew each time, and nothing limits how many there are in all.',
    instead: "Make one pool for the program, and pass it to 'loop.run_in_executor(pool, f)'.",
  };
}

function calleeOf(node: Node): Node {
  return node.form === Form.Call ? (node.child(Role.Callee) ?? node) : node;
}

function shortly(text: string): string {
  return /^[\w.]+$/.test(text) && text.length <= 36 ? text : `…${text.slice(text.lastIndexOf('.'))}`.slice(0, 36);
}
