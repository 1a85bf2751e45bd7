/** `interleave server`: runs the language server. */
import { UsageError } from '../exit.ts';
import type { Host } from '../host.ts';

export interface ServerOptions {
  readonly stdio?: true;
}

/** Returns when the server has started; it ends the process by itself. */
export function serve({ stdio }: ServerOptions, host: Host): void {
  if (stdio === undefined) throw new UsageError('The server talks over its standard input and output: add --stdio.');
  host.startServer();
}
