/** Objects that one thread alone may use: whether they are such, and what makes them. */
import { Form, Role } from '../facts/forms.ts';
import type { Node } from '../program/node.ts';
import { provenanceOf, symbolOf } from '../program/value.ts';
import { valuesOf } from './accesses.ts';
import type { ObjectUse } from './object-uses.ts';

export interface Maker {
  /** The call that makes it; for a cursor, the call that makes its connection. */
  readonly site: Node;
  /** Whether a thread of a pool makes it: `await to_thread(sqlite3.connect, path)`. */
  readonly isInPool: boolean;
}

/** Whether one thread alone may use the object: the one that made it, or the main one. */
export function isBound({ model, made }: ObjectUse): boolean {
  return model.belongsTo !== undefined || (made !== undefined && connectionOf(made) !== undefined);
}

/** Everything that makes what the variable or attribute holds; nothing where one of its values is not known to belong to a thread. */
export function makersOf({ made, model, state }: ObjectUse): readonly Maker[] {
  if (made === undefined) return [];
  const values = valuesOf(state).filter(({ form }) => form !== Form.None);
  const makers = (values.length === 0 ? [made] : values).map((value) =>
    model.belongsTo === 'made' ? callMaking(value) : connectionOf(value),
  );
  return makers.every((maker) => maker !== undefined) ? makers : [];
}

function callMaking(value: Node): Maker | undefined {
  return value.form === Form.Call ? { site: value, isInPool: false } : undefined;
}

/**
 * What makes a SQLite connection, or the connection of a cursor; undefined for one that does not compare threads, as it is
 * told `check_same_thread=False`, and where one cannot tell.
 */
function connectionOf(made: Node): Maker | undefined {
  const isInPool = made.form === Form.Await;
  const site = isInPool ? made.child(Role.Operand) : made;
  const callee = site?.form === Form.Call ? site.child(Role.Callee) : undefined;
  if (site === undefined || callee === undefined) return undefined;
  const name = symbolOf(callee) ?? '';
  if (!isInPool && name.startsWith('sqlite3.Connection.')) {
    const connection = provenanceOf(callee.child(Role.Object)!);
    return connection.kind === 'instance' && !connection.made.is(made) ? connectionOf(connection.made) : undefined;
  }
  const given = site.childrenIn(Role.Argument);
  const isConnect = isInPool ? given.some((argument) => symbolOf(argument) === CONNECT) : name === CONNECT;
  if (!isConnect || given.some(({ form }) => form === Form.Star || form === Form.DoubleStar)) return undefined;
  const check = isInPool ? site.keyword(CHECK.keyword) : site.argument(CHECK.position, CHECK.keyword);
  return check === undefined || check.form === Form.True ? { site, isInPool } : undefined;
}

const CONNECT = 'sqlite3.connect';
/** https://docs.python.org/3/library/sqlite3.html#sqlite3.connect */
const CHECK = { position: 4, keyword: 'check_same_thread' } as const;
