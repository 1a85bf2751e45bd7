/** What a process has once for all of its threads, and which calls of the standard library change it. */

export type ProcessState =
  | ('directory' | 'root' | 'umask' | 'user' | 'environment')
  | ('locale' | 'time-zone' | 'output' | 'errors' | 'input' | 'warnings' | 'socket-timeout');

const each = (state: ProcessState, module: string, names: string): [string, ProcessState][] =>
  names.split(' ').map((name) => [`${module}.${name}`, state]);

/**
 * By qualified name. Sources: https://man7.org/linux/man-pages/man7/pthreads.7.html for directories, umask and users; else
 * the documentation of each function: the one of `contextlib` says that `chdir`, `redirect_stdout` and `redirect_stderr` do
 * not suit programs with threads, the ones of `catch_warnings` and `setlocale` that they are not safe there.
 */
export const CHANGES: Readonly<Record<string, ProcessState>> = Object.fromEntries([
  ...each('directory', 'os', 'chdir fchdir'),
  ...each('directory', 'contextlib', 'chdir'),
  ...each('root', 'os', 'chroot'),
  ...each('umask', 'os', 'umask'),
  ...each('user', 'os', 'setuid setgid seteuid setegid setreuid setregid setresuid setresgid setgroups initgroups'),
  ...each('environment', 'os', 'putenv unsetenv'),
  ...each('environment', 'os.environ', 'update pop popitem setdefault clear'),
  ...each('locale', 'locale', 'setlocale'),
  ...each('time-zone', 'time', 'tzset'),
  ...each('output', 'contextlib', 'redirect_stdout'),
  ...each('errors', 'contextlib', 'redirect_stderr'),
  ...each('warnings', 'warnings', 'catch_warnings'),
  ...each('socket-timeout', 'socket', 'setdefaulttimeout'),
]);

/** Attributes of modules whose assignment changes it. */
export const ASSIGNED: Readonly<Record<string, ProcessState>> = {
  'sys.stdout': 'output',
  'sys.stderr': 'errors',
  'sys.stdin': 'input',
};

/** A mapping whose elements are the state. */
export const ENVIRONMENT = 'os.environ';

/** What makes another process of this one: what follows may be the child's, which has one thread. */
export const FORKS: ReadonlySet<string> = new Set(['os.fork', 'os.forkpty', 'pty.fork']);
