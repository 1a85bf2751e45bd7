/** What is said of code on an event loop that waits for that loop. */
import {
  deadlockWitness,
  Form,
  functionIn,
  functionOf,
  type LoopConflict,
  type Node,
  nameOfCode,
  provenanceOf,
  type RelatedPlace,
  Role,
  subjectOfWait,
  type Witness,
} from '#analysis';

export const INSTEAD = "Await the coroutine, or 'asyncio.wrap_future(future)' where another loop runs it.";

export function messageOf({ hop }: LoopConflict): string {
  if (hop === undefined) return 'The event loop waits here for a coroutine that it has to run itself.';
  return `By '${nameOf(hop.target)}' the event loop waits for a coroutine that it has to run itself.`;
}

export function detailOf({ blocking: { node } }: LoopConflict): string {
  return isLimited(node)
    ? "The coroutine cannot begin while this keeps the loop's thread, so it always ends with TimeoutError."
    : "The coroutine cannot begin while this keeps the loop's thread, so neither ever ends.";
}

/** The calls that lead to the wait, and what hands the coroutine to the loop. */
export function relatedTo(found: LoopConflict): RelatedPlace[] {
  const { blocking, hop, origin } = found;
  const submit = submitOf(found);
  const steps = (hop?.chain.hops ?? []).map(({ node, target }) => placed(node, `'${nameOf(target)}' is run here.`));
  const end = hop === undefined ? [] : [placed(subjectOfWait(blocking), 'It waits here.')];
  const isApart = submit !== undefined && !blocking.node.contains(submit);
  const given = !isApart ? [] : [placed(submit, 'The coroutine is handed to the loop here.')];
  const callback = origin === undefined ? [] : [placed(origin, 'The event loop is given the callback here.')];
  return [...steps, ...end, ...given, ...callback];
}

export function witnessOf(found: LoopConflict): { readonly witness?: Witness } {
  const { code, blocking, hop } = found;
  const fn = functionIn(code);
  const submit = submitOf(found);
  if (fn === undefined || submit === undefined || isLimited(blocking.node)) return {};
  const coroutine = submit.args[0];
  const called = coroutine?.form === Form.Call ? coroutine.child(Role.Callee)! : coroutine;
  const target = called === undefined ? undefined : functionOf(provenanceOf(called));
  const name = target === undefined ? 'the coroutine' : `${nameOfCode(target)}()`;
  const hops = hop === undefined ? [] : [hop, ...hop.chain.hops].map(({ node }) => ({ node }));
  const callee = blocking.node.child(Role.Callee)!;
  const wait = { node: blocking.node, text: `${callee.text.length <= LONGEST ? callee.text : `….${callee.name}`}()` };
  return {
    witness: deadlockWitness(
      { context: LOOP, called: 'this task', code: fn, held: 'the loop', wanted: name, path: [...hops, wait] },
      {
        ...{ context: LOOP, called: 'the new task', code: target ?? fn, wanted: 'the loop' },
        path: [{ node: submit, text: `begins ${name}` }],
      },
    ),
  };
}

/** In characters. */
const LONGEST = 24;

const LOOP = { kind: 'event-loop', isMany: false, isAssumed: false } as const;

/** `result(timeout=1)` */
function isLimited(node: Node): boolean {
  return node.form === Form.Call && node.childrenIn(Role.Argument).length > 0;
}

function submitOf({ blocking: { node } }: LoopConflict): Node | undefined {
  const future = node.child(Role.Callee)?.child(Role.Object);
  const value = future === undefined ? undefined : provenanceOf(future);
  return value?.kind === 'instance' ? value.made : undefined;
}

function placed({ module: { path }, range }: Node, message: string): RelatedPlace {
  return { path, range, message };
}

function nameOf(fn: Node): string {
  return fn.name === '' ? 'lambda' : fn.name;
}
