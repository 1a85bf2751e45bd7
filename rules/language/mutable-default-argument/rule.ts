import {
  type MutableDefault,
  moveDefaultIntoBody,
  mutableDefaultsOf,
  type Node,
  type RelatedPlace,
  type Rule,
  type Severity,
} from '#analysis';
import explanation from './rule.md';

/**
 * A default value is made once, when `def` runs, and all calls share it.
 *
 * A warning needs code that lets one call see what another did: the value is changed, or given to the caller, or kept
 * where it is changed. Caches and cells share it on purpose.
 */
export const mutableDefaultArgument: Rule = {
  id: 'mutable-default-argument',
  severity: 'warning',
  fix: 'unsafe',
  peers: ['ruff B006', 'pylint W0102', 'sonar S5717'],
  explanation,
  *check(module) {
    for (const shared of mutableDefaultsOf(module)) {
      const { param, value, made, use, change, isOnPurpose } = shared;
      const edits = isOnPurpose || made.variable !== undefined ? undefined : moveDefaultIntoBody(param);
      const word = made.mutators === undefined ? made.word : `'${made.word}'`;
      const what = made.variable === undefined ? `default ${word} of '${param.name}'` : `global '${made.variable}'`;
      const verb = use === undefined ? 'made once' : change === undefined ? VERBS[use.kind] : 'kept and changed';
      const caller = param.parent!.name === '' ? 'the lambda' : `'${param.parent!.name}'`;
      yield {
        range: value.range,
        severity: severityOf(shared),
        message: `The ${what} is ${verb}, and all calls share it.`,
        detail: `Every call of ${caller} that brings no '${param.name}', in any thread, works on this same ${word}.`,
        instead: insteadOf(shared, word),
        related: [...(use ? [place(use.node, param, VERBS[use.kind])] : []), ...(change ? [place(change, param)] : [])],
        fixes: edits === undefined ? [] : [{ title: `Make the ${word} in the body`, safety: 'unsafe', edits }],
      };
    }
  },
};

const VERBS = { mutate: 'changed', return: 'given to the caller', store: 'kept' } as const;

function severityOf({ made: { variable, mutators }, use, change, isOnPurpose }: MutableDefault): Severity {
  if (isOnPurpose) return 'hint';
  if (use === undefined || (use.kind === 'store' && change === undefined)) return 'info';
  // A lower-case global is mostly a registry, and an object of one's own class may mean to be shared.
  const isRegistry = variable !== undefined && variable !== variable.toUpperCase();
  return isRegistry || mutators !== undefined ? 'info' : 'warning';
}

function insteadOf({ isOnPurpose, made, param }: MutableDefault, word: string): string {
  if (isOnPurpose) return 'Keep it outside the parameter list, where a lock can stand beside it.';
  if (made.variable !== undefined) return 'Change a copy of it.';
  return `Default to None, and make the ${word} in the body under \`if ${param.name} is None:\`.`;
}

function place(node: Node, { name }: Node, verb = 'changed'): RelatedPlace {
  return { range: node.range, message: `'${name}' is ${verb} here.` };
}
