/** Holds requests to the protocol's order, and keeps one that fails from doing harm to the others. */
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import { createIdleCollection, type IdleCollection, processMemory } from './idle-collection.ts';

type Handler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;

export interface Lifecycle extends IdleCollection {
  /** The handler of a request, refusing it before `initialize` and after `shutdown`. */
  guarded<P, R>(handler: Handler<P, R>): (params: P, token: CancellationToken) => Promise<R>;
  logFailure(error: unknown): void;
}

export function createLifecycle(
  connection: Connection,
  initialize: (params: InitializeParams) => InitializeResult,
  { during }: IdleCollection = createIdleCollection(processMemory()),
): Lifecycle {
  let phase: 'new' | 'running' | 'shut down' = 'new';

  const refusal = (): ResponseError =>
    phase === 'new'
      ? new ResponseError(ErrorCodes.ServerNotInitialized, "The server waits for 'initialize'.")
      : new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down.');

  const logFailure = (error: unknown): void => {
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };

  connection.onInitialize((params) => {
    if (phase !== 'new')
      return new ResponseError(ErrorCodes.InvalidRequest, "'initialize' comes once.", { retry: false });
    const result = initialize(params);
    phase = 'running';
    return result;
  });
  connection.onShutdown(() => {
    phase = 'shut down';
  });
  connection.onRequest((method: string) =>
    phase === 'running' ? new ResponseError(ErrorCodes.MethodNotFound, `There is no request '${method}'.`) : refusal(),
  );

  return {
    logFailure,
    during,
    guarded: (handler) => async (params, token) => {
      if (phase !== 'running') throw refusal();
      try {
        return await during(() => handler(params, token));
      } catch (error) {
        if (!(error instanceof ResponseError)) logFailure(error);
        throw error;
      }
    },
  };
}

/** The answer to a request that its sender has taken back. */
export function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}
