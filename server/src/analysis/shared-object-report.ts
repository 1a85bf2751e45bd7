/** What is said of an object that a thread uses although it may not, or not while another one does. */
import { isThread } from './contexts/execution-context.ts';
import type { SharedObject } from './contexts/shared-objects.ts';
import { Form } from './facts/forms.ts';
import type { RelatedPlace, Report } from './finding.ts';
import type { Node } from './program/node.ts';
import { describe, startedAt } from './race-report.ts';
import { makersOf } from './summaries/thread-bound.ts';
import { useWitness } from './witness/use-witness.ts';

export function sharedObjectReport(shared: SharedObject): Report {
  const { use, how, isAssumed } = shared;
  const witness = useWitness(shared);
  return {
    range: use.node.range,
    message: messageOf(shared),
    severity: isAssumed ? 'info' : how === 'refused' ? 'error' : use.model.severity,
    detail: detailOf(shared),
    instead: use.model.instead,
    related: [...makings(shared), ...otherUse(shared), ...starts(shared)],
    ...(witness === undefined ? {} : { witness }),
  };
}

function messageOf({ use, how, other, context }: SharedObject): string {
  const name = use.place.text;
  if (how === 'refused') return `'${name}' is used in another thread than the one that made it.`;
  if (how === 'misplaced') return `'${name}' belongs to the main thread, but another thread runs this.`;
  const { what } = use.model;
  if (other === use || context === undefined) return `Several threads use '${name}' here; ${what} is not thread-safe.`;
  return `Another thread uses '${name}' too; ${what} is not thread-safe.`;
}

function detailOf({ use: { by, model }, how }: SharedObject): string {
  if (how === 'parallel') return `When two threads use it at once, ${model.harm}.`;
  if (how === 'refused' && model.belongsTo === undefined) {
    const what = by === '' || by === 'with' ? 'This' : `'${by}'`;
    return `${what} raises ProgrammingError: only the thread that called 'sqlite3.connect' may use ${model.what}.`;
  }
  return `${model.harm[0]!.toUpperCase()}${model.harm.slice(1)}.`;
}

function makings({ use, how, otherContext }: SharedObject): RelatedPlace[] {
  const where = how === 'refused' && otherContext !== undefined ? `, in ${describe(otherContext)}` : '';
  const makers = makersOf(use).map(({ site }) => site);
  const sites = makers.length > 0 || use.made?.form !== Form.Call ? makers : [use.made];
  return sites.map((site) => placed(site, `It is made here${where}.`));
}

function otherUse({ use, other }: SharedObject): RelatedPlace[] {
  return other === undefined || other === use
    ? []
    : [placed(other.node, 'It is used here too, without a common lock.')];
}

function starts({ use, context, otherContext, how }: SharedObject): RelatedPlace[] {
  const contexts = [context, how === 'parallel' ? otherContext : undefined].filter((each) => each !== undefined);
  const places = startedAt(contexts.filter(isThread));
  return context === undefined && use.handedBy !== undefined
    ? [...places, placed(use.handedBy, 'A thread of a pool runs it.')]
    : places;
}

function placed({ module, range }: Node, message: string): RelatedPlace {
  return { path: module.path, range, message };
}
