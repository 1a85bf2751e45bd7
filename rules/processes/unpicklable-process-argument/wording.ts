/** What is said of an argument that does not get to its process. */
import { type Node, type Obstacle, Role, type UnsentArgument } from '#analysis';

/** "'submit' cannot pickle the lambda to send it to a process" */
export function subjectOf({ call, argument, obstacle }: UnsentArgument): string {
  const caller = `'${call.child(Role.Callee)!.name}'`;
  const { kind, at, path, of = '' } = obstacle;
  const name = `'${shortened(path === undefined ? at : argument)}'`;
  if (path !== undefined) return `${caller} cannot pickle ${name} with its attribute '${path.join('.')}'`;
  switch (kind) {
    case 'lambda':
      return `${caller} cannot pickle ${at.text.startsWith('lambda') ? 'the lambda' : `the lambda ${name}`} for a process`;
    case 'generator':
      return `${caller} cannot pickle the generator ${name} for a process`;
    case 'inherited':
      return `${caller} cannot send ${name} to a process that runs already`;
    case 'instance':
      return `${caller} cannot pickle ${name} for a process: it is ${wordFor(of)}`;
    default: {
      const isItself = obstacle.definition?.name === at.name;
      const what = kind === 'local-class' && !isItself ? `${name}, whose class` : `${name}, which`;
      return `${caller} cannot pickle ${what} is defined inside ${ownerOf(obstacle)}`;
    }
  }
}

export function detailOf({ call, obstacle, start }: UnsentArgument): string {
  if (start?.methods.includes('fork')) {
    return 'Linux until Python 3.13 forks the process and sends nothing; macOS, Windows and Python 3.14 fail here.';
  }
  if (call.role === Role.Statement && KEEPS_ERROR.has(call.child(Role.Callee)!.name)) {
    return 'The error goes into a result that nobody asks for, so that the job is left out without a word.';
  }
  const { kind, of = '', path } = obstacle;
  if (kind === 'lambda') return "Pickle sends a function as its name in a module, and a lambda's name is none.";
  if (kind === 'inherited') return 'It only goes along with a process that is being started, not with a job for one.';
  if (kind === 'generator') return 'A generator is a function in the middle of its work, and that cannot be copied.';
  if (kind !== 'instance') {
    return `Pickle sends it as its name in a module, and the module has none while ${ownerOf(obstacle)} does not run.`;
  }
  const what = path === undefined ? 'It' : `There ${wordFor(of)}`;
  return `${what} belongs to this very process, so that pickle raises a TypeError.`;
}

export function insteadOf({ kind, of = '', path, definition }: Obstacle): string {
  if (path !== undefined) return "Send a function of the module and what it needs, or leave it out in '__getstate__'.";
  switch (kind) {
    case 'lambda':
      return "Pass a function of the module; 'functools.partial' gives it more arguments.";
    case 'generator':
      return 'Pass a list, or what the process needs to make the generator itself.';
    case 'inherited':
      return "Give it to the workers by 'initializer' and 'initargs', or use one of 'multiprocessing.Manager()'.";
    case 'instance':
      return FILES.test(of)
        ? 'Pass its path, and open the file in the process.'
        : "Make it in the process: in the function itself, or in the pool's 'initializer'.";
    default:
      return `Move '${definition?.name}' to the top level of the module, and pass what it uses as arguments.`;
  }
}

const KEEPS_ERROR: ReadonlySet<string> = new Set([
  ...['submit', 'apply_async', 'map_async', 'starmap_async', 'imap', 'imap_unordered', 'run_in_executor'],
]);

const FILES = /^(io|gzip|bz2|lzma|tarfile)\./;

function wordFor(of: string): string {
  if (FILES.test(of)) return 'an open file';
  return `${/^[aeiou]/i.test(of) ? 'an' : 'a'} '${of}'`;
}

function ownerOf({ definition }: Obstacle): string {
  const outer = [...(definition?.ancestors() ?? [])].find(({ isFunction }) => isFunction);
  return outer?.name ? `'${outer.name}'` : 'a lambda';
}

function shortened({ text, name }: Node): string {
  return text.length <= LONGEST && !text.includes('\n') ? text : name || `${text.slice(0, LONGEST).split('\n')[0]}…`;
}

/** In characters. */
const LONGEST = 24;
