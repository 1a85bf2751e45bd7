/** What the rule says about a query that Django refuses: in the message, in the hover, and about other places. */
import { Form, type Node, type OrmEvaluation, type OrmHop, type RelatedPlace, Role } from '#analysis';

export function messageOf(evaluation: OrmEvaluation): string {
  return `${subjectIn(evaluation)} asks the database where an event loop runs.`;
}

function subjectIn({ node, how }: OrmEvaluation): string {
  const name = named(node);
  switch (how) {
    case 'iteration':
      return `Going through '${name}'`;
    case 'test':
      return `Testing '${name}'`;
    case 'enter':
      return `Entering '${name}'`;
    default:
      return `'${name}'`;
  }
}

export function messageOfHop(hop: OrmHop): string {
  const full = `'${named(hop.node)}' asks the database where an event loop runs, by '${named(hop.evaluation.node)}'.`;
  return full.length <= LONGEST ? full : `'${named(hop.node)}' asks the database where an event loop runs.`;
}

/** What fits into one line of a list of problems. */
const LONGEST = 80;

export function detailOf(code: Node, isCertain = true): string {
  const place = code.form === Form.Lambda ? 'This callback' : `'${code.name}'`;
  const doubt = isCertain ? '' : ' Not every call comes to that.';
  return `${place} runs in the loop's thread, so Django raises SynchronousOnlyOperation instead of asking.${doubt}`;
}

export function insteadOf({ node, how, twin }: OrmEvaluation, code: Node): string {
  const inThread = "put it into a function and call that by 'await sync_to_async(…)(…)'";
  if (twin !== undefined) {
    const path = named(node).split('.');
    const name = [...path.slice(0, -1), twin].join('.');
    return code.isAsync ? `Use 'await ${name}(…)'.` : `Make it a coroutine that uses 'await ${name}(…)'.`;
  }
  if (how === 'iteration') return `Use 'async for', or ${inThread}.`;
  if (how === 'item') return `Use 'await ….afirst()', or ${inThread}.`;
  if (how === 'test') return `Use 'await ….aexists()' or 'await ….acount()', or ${inThread}.`;
  return `${inThread.charAt(0).toUpperCase()}${inThread.slice(1)}.`;
}

export function insteadOfHop({ node }: OrmHop): string {
  const name = named(node);
  return node.form === Form.Call
    ? `Run it in a thread: 'await sync_to_async(${name})(…)'.`
    : "Do it in a function of its own, and call that by 'await sync_to_async(…)(…)'.";
}

/** The chain: each function's step into the next, and the query at its end. */
export function relatedToHop({ hops, evaluation, last }: OrmHop): RelatedPlace[] {
  const steps = hops.map(({ node, target }) => placed(node, `'${target.name}' is run here.`));
  return [...steps, placed(evaluation.node, `'${last.name}' asks the database here.`)];
}

export function relatedTo(code: Node, origin: Node | undefined): RelatedPlace[] {
  return origin === undefined ? [] : [placed(origin, `The event loop is given '${code.name}' here.`)];
}

function placed(node: Node, message: string): RelatedPlace {
  return { path: node.module.path, range: subjectOf(node).range, message };
}

/** What is called, without its arguments; another expression as it is. */
export function subjectOf(node: Node): Node {
  return node.form === Form.Call ? (node.child(Role.Callee) ?? node) : node;
}

/** `Account.objects.filter.get` for `Account.objects.filter(pk=1).get()`; what is too long begins with `…`. */
function named(node: Node): string {
  const names: string[] = [];
  let at: Node | undefined = node;
  while (at !== undefined && names.length < 8) {
    if (at.form === Form.Call) at = at.child(Role.Callee);
    else if (at.form === Form.Subscript) at = at.child(Role.Object);
    else if (at.form === Form.Attribute) {
      names.unshift(at.name);
      at = at.child(Role.Object);
    } else {
      names.unshift(at.form === Form.Name ? at.name : '…');
      break;
    }
  }
  const full = names.join('.');
  if (full.length <= LONGEST_NAME) return full;
  const short = `….${names.slice(-2).join('.')}`;
  return short.length <= LONGEST_NAME ? short : `….${names.at(-1)}`;
}

/** In characters. */
const LONGEST_NAME = 36;
