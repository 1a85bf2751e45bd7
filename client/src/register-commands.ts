/** Registers commands so that one that fails tells the user, and says more in the output channel. */
import { commands, type Disposable, type LogOutputChannel, window } from 'vscode';

export function registerCommands(
  output: LogOutputChannel,
  handlers: Readonly<Record<string, (argument: unknown) => unknown>>,
): Disposable[] {
  return Object.entries(handlers).map(([id, handler]) =>
    commands.registerCommand(id, async (argument: unknown) => {
      try {
        return await handler(argument);
      } catch (error) {
        output.error(error instanceof Error ? error : String(error));
        void window.showErrorMessage(`Interleave: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      }
    }),
  );
}
