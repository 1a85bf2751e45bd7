/** Which names the library tables speak of: those keep their meaning even where the program has the code behind them. */
import { isBlockingName } from './blocking.ts';
import { ENTRIES } from './entries.ts';
import { isNamedClass } from './results.ts';
import { LOCKS, SIGNALS } from './synchronization.ts';

/** Whether a qualified name is a callable or class of the tables: `requests.get`, `redis.Redis`, `threading.Lock`. */
export function isModelled(name: string): boolean {
  return (
    isBlockingName(name) ||
    isNamedClass(name) ||
    Object.hasOwn(ENTRIES, name) ||
    Object.hasOwn(LOCKS, name) ||
    Object.hasOwn(SIGNALS, name)
  );
}
