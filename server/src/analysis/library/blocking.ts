/** Which calls of the libraries make their thread wait: for what, how long, and what there is instead in a coroutine. */
import groups from './blocking-calls.json' with { type: 'json' };
import { lastNames } from './last-names.ts';
import { superclassOf } from './results.ts';

/** What a blocking call waits for. */
export type Wait =
  | ('sleep' | 'signal' | 'input' | 'debugger' | 'subprocess' | 'spawn' | 'server' | 'device' | 'cpu' | 'import')
  | ('socket' | 'dns' | 'http' | 'network' | 'rpc' | 'ssh' | 'cloud' | 'broker' | 'database' | 'browser' | 'select')
  | ('thread' | 'lock' | 'queue' | 'full-queue' | 'queue-join' | 'future' | 'process' | 'ipc' | 'file-lock')
  | ('disk' | 'fd' | 'metadata' | 'orm')
  /** What raises where an event loop runs already, and what the running loop itself has still to do. */
  | ('nested-loop' | 'own-loop')
  /** Whatever the configuration knows of. */
  | 'declared';

export interface BlockingModel {
  readonly kind: Wait;
  /** 1: as long as others please, such as network, sleep and waits; 2: tens of ms; 3: microseconds; 4: hardly at all. */
  readonly tier: 1 | 2 | 3 | 4;
  /** What does the same with asyncio without blocking, in Markdown. */
  readonly instead?: string;
  /** The minor version of Python 3 that brought it, if that is later than asyncio. */
  readonly insteadSince?: number;
  /** The same for anyio and trio. */
  readonly portable?: string;
  /** Waits when what it returns is iterated or entered by `with`, not when it is called. */
  readonly isLazy: boolean;
  /** Whether it may be moved to a thread as it is: what it uses and gives back is bound to no thread. */
  readonly isMovable: boolean;
  /** Whether it may give back anything, a coroutine too. */
  readonly givesAnything: boolean;
}

interface Group {
  readonly kind: string;
  readonly tier: number;
  readonly instead?: string;
  readonly since?: number;
  readonly portable?: string;
  readonly lazy?: boolean;
  readonly thread?: boolean;
  readonly result?: string;
  readonly except?: string;
  /** By module or class: the names in it, `*` for every public method. */
  readonly calls: Readonly<Record<string, string | undefined>>;
}

const models = new Map<string, BlockingModel>();
const exceptions = new Map<string, ReadonlySet<string>>();

for (const group of groups as readonly Group[]) {
  const model: BlockingModel = {
    kind: group.kind as Wait,
    tier: group.tier as BlockingModel['tier'],
    ...(group.instead === undefined ? {} : { instead: group.instead }),
    ...(group.since === undefined ? {} : { insteadSince: group.since }),
    ...(group.portable === undefined ? {} : { portable: group.portable }),
    isLazy: group.lazy ?? false,
    isMovable: group.thread ?? true,
    givesAnything: group.result === 'any',
  };
  for (const [owner, names] of Object.entries(group.calls)) {
    for (const name of names!.split(' ')) {
      models.set(`${owner}.${name}`, model);
      if (name === '*') exceptions.set(owner, new Set(group.except?.split(' ')));
    }
  }
}

/** How the callable of this qualified name blocks; undefined when it is not known to. Base classes are looked at too. */
export function blockingModel(name: string): BlockingModel | undefined {
  const dot = name.lastIndexOf('.');
  const last = name.slice(dot + 1);
  for (let owner: string | undefined = name.slice(0, dot); owner !== undefined; owner = superclassOf(owner)) {
    const found = models.get(`${owner}.${last}`);
    if (found !== undefined) return found;
    const except = last.startsWith('_') ? undefined : exceptions.get(owner);
    if (except !== undefined && !except.has(last)) return models.get(`${owner}.*`);
  }
  return undefined;
}

/** Waiting for what the loop that is kept waiting is to run: `run_coroutine_threadsafe(f(), loop).result()` on that loop. */
export const OWN_LOOP: BlockingModel = {
  kind: 'own-loop',
  tier: 1,
  isLazy: false,
  isMovable: true,
  givesAnything: false,
};

/** What does not merely block a loop: it fails there, or never ends. */
export const LOOP_CONFLICTS: ReadonlySet<Wait> = new Set(['nested-loop', 'own-loop']);

/** The classes whose methods the table has. */
const owners: ReadonlySet<string> = new Set([...models.keys()].map((name) => name.slice(0, name.lastIndexOf('.'))));

/** Whether the table has this very name, or methods of a class of this name. */
export function isBlockingName(name: string): boolean {
  return models.has(name) || owners.has(name);
}

/** Last parts of the names in the table. */
export const BLOCKING_NAMES: ReadonlySet<string> = lastNames([...models.keys()]);

/** First parts of the names whose methods may have any name, or whose objects are called themselves. */
export const OPEN_ROOTS: ReadonlySet<string> = new Set(
  [...models.keys()].filter((name) => /\.(\*|__call__)$/.test(name)).map((name) => name.slice(0, name.indexOf('.'))),
);

/** What trio calls the things of anyio that the table names. */
const IN_TRIO: readonly (readonly [string, string])[] = [
  ['anyio.connect_tcp', 'trio.open_tcp_stream'],
  ['anyio.create_memory_object_stream', 'trio.open_memory_channel'],
  ['anyio.create_tcp_listener', 'trio.serve_tcp'],
  ['anyio.getaddrinfo', 'trio.socket.getaddrinfo'],
  ['anyio.getnameinfo', 'trio.socket.getnameinfo'],
  ['anyio.open_process', 'trio.lowlevel.open_process'],
  ['anyio.wait_readable', 'trio.lowlevel.wait_readable'],
  ...['Condition', 'Event', 'Lock', 'Path', 'Semaphore', 'open_file', 'run_process'].map((name): [string, string] => [
    `anyio.${name}`,
    `trio.${name}`,
  ]),
];

/**
 * What a library has that does the same without blocking, in Markdown; undefined when it has nothing, or nothing yet in
 * `target`, the oldest Python that the code must run on.
 */
export function nativeInstead(
  { instead, insteadSince, portable }: BlockingModel,
  library: 'asyncio' | 'anyio' | 'trio',
  target?: readonly [major: number, minor: number],
): string | undefined {
  if (library === 'asyncio') {
    return insteadSince !== undefined && target !== undefined && target[1] < insteadSince ? undefined : instead;
  }
  if (library === 'anyio') return portable;
  return IN_TRIO.reduce(
    (text, [anyio, trio]) => text?.replaceAll(`\`${anyio}`, `\`${trio}`).replaceAll(`await ${anyio}`, `await ${trio}`),
    portable,
  );
}
