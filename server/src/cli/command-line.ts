/** The commands and their options; each command is loaded when it is called. */
import { Command, CommanderError, Option } from 'commander';
import { SEVERITIES } from '#analysis';
import type { AuditOptions } from './commands/audit.ts';
import type { CheckOptions } from './commands/check.ts';
import type { ServerOptions } from './commands/server.ts';
import { EXIT_INCOMPLETE, UsageError } from './exit.ts';
import type { Host } from './host.ts';
import { jsonReport } from './output/json.ts';

/** Runs one command and returns the exit code. Never throws. */
export async function runCommandLine(args: readonly string[], host: Host): Promise<number> {
  let exitCode = 0;
  const program = createProgram(host, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // Commander has written its messages by itself.
    if (error instanceof UsageError) host.writeError(`error: ${error.message}\n`);
    else if (!(error instanceof CommanderError)) host.writeError(`error: ${reasonOf(error)}; please report it.\n`);
    if (wantsJson(args)) {
      const message = reasonOf(error).replace(/^error: /, '');
      for (const part of jsonReport([], [{ path: '', message }])) host.write(part);
    }
    return EXIT_INCOMPLETE;
  }
}

function createProgram(host: Host, exit: (code: number) => void): Command {
  const program = new Command('interleave')
    .description('Finds concurrency pitfalls in Python code and explains them.')
    .version(`interleave ${host.version}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureOutput({ writeOut: host.write, writeErr: host.writeError })
    .configureHelp({ helpWidth: Math.min(host.columns ?? 100, 100) })
    .exitOverride()
    .addHelpText('after', EXIT_CODES);

  program
    .command('check')
    .description('Check files and folders.')
    .argument('[paths...]', 'files and folders; - reads standard input (default: .)')
    .addOption(
      choice('--output-format <format>', 'how findings are shown', ['full', 'concise', 'json']).default('full'),
    )
    .option('--select <rules>', 'run these instead of the configured rules: ids, families, ALL', collect)
    .option('--ignore <rules>', 'do not run these', collect)
    .addOption(choice('--min-severity <severity>', 'show and count these and graver', SEVERITIES).default('warning'))
    .option('--fix', 'apply safe fixes')
    .option('--unsafe-fixes', 'with --fix or --diff: apply the other fixes too')
    .option('--diff', 'show what --fix would change, write nothing')
    .option('--exit-zero', 'exit with 0 even if there are findings')
    .option('--stdin-filename <path>', 'what standard input is called, for its configuration and in findings')
    .option('--no-cache', 'neither use nor keep what earlier runs worked out')
    .option('--cache-dir <path>', "where that is kept, instead of the system's folder for caches")
    .addHelpText('after', CHECK_NOTES)
    .action(async (paths: string[], options: CheckOptions) => {
      const { check } = await import('./commands/check.ts');
      exit(await check(paths, options, host));
    });

  program
    .command('audit')
    .description('List the state that threads share, and how risky that is.')
    .argument('[paths...]', 'files and folders (default: .)')
    .addOption(choice('--output-format <format>', 'how it is shown', ['text', 'json', 'markdown']).default('text'))
    .option('--all', 'also what one flow alone reaches and what tests define, and every access')
    .option('--no-cache', 'neither use nor keep what earlier runs worked out')
    .option('--cache-dir <path>', "where that is kept, instead of the system's folder for caches")
    .addHelpText('after', AUDIT_NOTES)
    .action(async (paths: string[], options: AuditOptions) => {
      const { audit } = await import('./commands/audit.ts');
      exit(await audit(paths, options, host));
    });

  program
    .command('contexts')
    .description('Tell where the functions of a file run: on the event loop, in which threads.')
    .argument('<file[:function]>', 'a Python file; with a function, only that one')
    .addOption(choice('--output-format <format>', 'how they are shown', ['text', 'json']).default('text'))
    .action(async (target: string, { outputFormat }: { outputFormat: 'text' | 'json' }) => {
      const { showContexts } = await import('./commands/contexts.ts');
      exit(await showContexts(target, outputFormat, host));
    });

  program
    .command('explain')
    .description('Explain a rule: why, what to do instead, examples.')
    .argument('<rule>', 'the id of a rule')
    .action(async (rule: string) => {
      const { explain } = await import('./commands/explain.ts');
      await explain(rule, host);
    });

  program
    .command('rules')
    .description('List all rules.')
    .addOption(choice('--output-format <format>', 'how the list is shown', ['full', 'json']).default('full'))
    .action(async ({ outputFormat }: { outputFormat: 'full' | 'json' }) => {
      const { listRules } = await import('./commands/rules.ts');
      await listRules(outputFormat, host);
    });

  program
    .command('server')
    .description('Run the language server, for editors.')
    .option('--stdio', 'talk over standard input and output')
    .option('--clientProcessId <id>', 'end when this process ends')
    .action(async (options: ServerOptions) => {
      const { serve } = await import('./commands/server.ts');
      serve(options, host);
    });

  return program;
}

function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values);
}

/** Options with comma-separated lists may be repeated. */
function collect(value: string, earlier: readonly string[] = []): string[] {
  const names = value.split(',').map((name) => name.trim());
  return [...earlier, ...names.filter((name) => name !== '')];
}

function wantsJson(args: readonly string[]): boolean {
  const at = args.indexOf('--output-format');
  return args.includes('--output-format=json') || (at >= 0 && args[at + 1] === 'json');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const EXIT_CODES = `
Exit codes:
  0  nothing was found
  1  there are findings
  2  wrong usage or configuration, a file that could not be checked, or a defect of
     the tool; what could be checked was checked`;

const AUDIT_NOTES = `
What is listed:
  Globals, attributes of classes and captured variables that functions write, and attributes of
  objects that several contexts have or that a lock guards. What only imports and constructors
  write is shared by nobody. Files are found and looked at as by check.

Risk:
  high    something gets lost or fails, and the threads that do it are seen; or a declared
          guard is not held
  medium  several contexts write it in single steps without a common lock; or the harm or the
          threads are less sure
  low     a lock guards it, one context alone writes it, or nothing can happen at the same time
  none    one flow alone reaches it (--all)

Exit codes:
  0  the audit is complete, whatever it found
  2  wrong usage or configuration, a file that could not be read, or a defect of the tool`;

const CHECK_NOTES = `
What counts:
  Findings of severity error and warning are shown and decide about the exit code;
  --min-severity lowers that, also for rules named by --select. --select takes the
  place of the configured 'select' and 'ignore' and switches on rules that are off;
  --ignore adds to what is ignored. Both take comma-separated lists and may be repeated.

Fixes:
  --fix applies the fixes of findings that are shown, again until none is left, and then
  shows what remains. Encoding, line ends and mode stay; a symbolic link stays one and its
  target is written. With - the fixed text goes to standard output, findings to standard
  error. --diff exits as a check without --fix does.

Files:
  Folders are searched for *.py and *.pyw. What .gitignore leaves out, virtual environments,
  node_modules, site-packages, tool folders and what the configuration excludes is skipped,
  and links to folders are not followed. A file named here is always checked. Stubs (*.pyi) that
  are not named here are read for what they say about code that is not there.
  What is checked is looked at together with the other files of its project (the nearest folder
  with pyproject.toml or .git; without one, the files beside it and their packages), of which
  nothing is shown. Standard input takes the place of the file that --stdin-filename names;
  without a name it is looked at alone.

Cache:
  What is known of files is kept by what is in them, in the system's folder for caches, and so
  are the findings of the last runs. It may be removed at any time and is kept below 1 GB.

Configuration:
  [tool.interleave] of the nearest pyproject.toml that has it: select, ignore, severity,
  exclude.

Limits:
  Files over 16 MB, files that take longer than 60 s, and parts of files that take the parser
  too many steps or too much memory are not checked. A problem says so, as for everything that
  keeps the check from being complete: on standard error, with --output-format json in the
  document. Of a project with more than 20,000 files nothing is looked at but what is checked.
${EXIT_CODES}`;
