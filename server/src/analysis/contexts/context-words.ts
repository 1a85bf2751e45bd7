/** Contexts as the subject of a sentence: "a thread and the main flow", "several threads". */
import { ASSUMED_MAIN_FLOW, ASSUMED_THREADS, type ExecutionContext, isThread } from './execution-context.ts';

type Named = Pick<ExecutionContext, 'kind' | 'isMany' | 'isAtExit'>;

export interface Meeting {
  readonly updateContext: ExecutionContext;
  readonly otherContext: ExecutionContext;
}

/** Both of two that meet. */
export function both({ updateContext, otherContext }: Meeting): string {
  const [a, b] = [nameOfContext(updateContext), nameOfContext(otherContext)];
  if (updateContext === otherContext) return a;
  if (a === b) return updateContext.isMany ? a : a.replace(/^an? (.*?)( \(|$)/, 'two $1s$2');
  return isThread(updateContext) && !isThread(otherContext) ? `${a} and ${b}` : `${b} and ${a}`;
}

/** "a thread writes, the main flow reads" */
export function writesAndReads({ updateContext, otherContext }: Meeting): string {
  const [writer, reader] = [nameOfContext(updateContext), nameOfContext(otherContext)];
  const isSame = updateContext === otherContext || (writer === reader && isPlural(updateContext));
  if (isSame) return `${writer} write and read it`;
  const reads = `${writer === reader ? 'another' : reader} ${verb('read', otherContext)}`;
  return `${writer} ${verb('write', updateContext)}, ${reads}`;
}

/** The verb in the number of the context. */
export function verb(word: string, context: ExecutionContext): string {
  if (isPlural(context)) return word;
  return word.endsWith('o') ? `${word}es` : `${word}s`;
}

export function nameOfContext(context: ExecutionContext): string {
  const name = kindOf(context);
  if (!context.isAssumed) return name;
  return `${name} ${isOutOfSight(context) ? '(assumed)' : '(in tests)'}`;
}

/** Whether a context stands for callers that are not in sight. */
export function isOutOfSight(context: ExecutionContext): boolean {
  return context === ASSUMED_MAIN_FLOW || context === ASSUMED_THREADS;
}

function kindOf({ kind, isMany, isAtExit }: Named): string {
  switch (kind) {
    case 'thread':
      return isMany ? 'several threads' : 'a thread';
    case 'executor':
      return isMany ? 'several pool threads' : 'a pool thread';
    case 'process':
      return isMany ? 'several processes' : 'a process';
    case 'event-loop':
      return 'the event loop';
    case 'signal-handler':
      return 'a signal handler';
    case 'finalizer':
      return isAtExit ? 'an exit handler' : 'a finalizer';
    case 'import':
      return 'an import';
    case 'main':
      return 'the main flow';
  }
}

function isPlural({ isMany, kind }: Named): boolean {
  return isMany && (kind === 'thread' || kind === 'executor' || kind === 'process');
}
