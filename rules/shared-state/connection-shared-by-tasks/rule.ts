import { type Rule, type SharedByTasks, sharedByTasksIn, taskWitness } from '#analysis';
import explanation from './rule.md';

/**
 * A session, connection or stream is for one task at a time; two that are started together must not share it.
 *
 * Only operations of which one at a time may be under way count: a WebSocket may send in one task and receive in another.
 */
export const connectionSharedByTasks: Rule = {
  id: 'connection-shared-by-tasks',
  severity: 'error',
  fix: 'none',
  peers: [],
  explanation,
  isRelaxedInTests: true,
  *check(module) {
    for (const shared of sharedByTasksIn(module)) {
      const { arms, uses, model } = shared;
      const [first, second] = arms;
      yield {
        range: second.call.range,
        message: messageOf(shared),
        // A task that nothing waits for may be over before the next one starts.
        ...(second.group === undefined || first.group === undefined ? { severity: 'warning' as const } : {}),
        detail: model.harm,
        instead: model.instead,
        related: [
          ...(first === second ? [] : [{ range: first.call.range, message: 'The other task is made here.' }]),
          ...uses
            .filter(({ node }, index) => !arms[index]!.call.is(node) && (index === 0 || !node.is(uses[0].node)))
            .map(({ node, object }) => ({
              path: node.module.path,
              range: node.range,
              message: `The task uses '${object.text}' here.`,
            })),
        ],
        witness: taskWitness(shared),
      };
    }
  },
};

function messageOf({ arms: [first, second], uses, model }: SharedByTasks): string {
  const who = first === second ? 'All these tasks use' : 'Two tasks use';
  return `${who} '${uses[1].object.text}' at once; ${model.what} is for one task at a time.`;
}
