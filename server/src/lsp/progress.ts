/** Shows the user work that takes longer than a moment, where the client can, and lets it be cancelled. */
import type { Connection } from 'vscode-languageserver/node';

export interface Progress {
  report(done: number, total: number): void;
  end(): void;
}

export interface ProgressOptions {
  readonly connection: Connection;
  readonly title: string;
  /** What is counted, in the plural. */
  readonly unit: string;
  readonly onCancel: () => void;
}

/** In milliseconds: what ends sooner is not worth a message. */
const PATIENCE = 1000;
/** In milliseconds: more often is more than anybody reads. */
const PAUSE = 100;

type Reporter = Awaited<ReturnType<Connection['window']['createWorkDoneProgress']>>;

export function startProgress({ connection, title, unit, onCancel }: ProgressOptions): Progress {
  let isEnded = false;
  let reporter: Reporter | undefined;
  let latest: readonly [done: number, total: number] = [0, 0];
  let reported = 0;

  const message = (): string => `${latest[0]} of ${latest[1]} ${unit}`;
  const percentage = (): number => (latest[1] === 0 ? 0 : Math.floor((100 * latest[0]) / latest[1]));

  async function begin(): Promise<void> {
    // A client that refuses goes without.
    const created = await connection.window.createWorkDoneProgress().catch(() => undefined);
    if (created === undefined || isEnded) return;
    created.begin(title, percentage(), message(), true);
    created.token.onCancellationRequested(onCancel);
    reporter = created;
  }
  const timer = setTimeout(() => void begin(), PATIENCE);

  return {
    report(done, total) {
      latest = [done, total];
      const now = performance.now();
      if (reporter === undefined || now - reported < PAUSE) return;
      reported = now;
      reporter.report(percentage(), message());
    },
    end() {
      isEnded = true;
      clearTimeout(timer);
      reporter?.done();
      reporter = undefined;
    },
  };
}
