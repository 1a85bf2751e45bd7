/** The core's whole public surface: texts in, findings out. */

export { withoutArgument, wrappedInTasks } from './argument-edits.ts';
export { awaitFirst } from './await-edits.ts';
export { passedOn } from './callback-edits.ts';
export { letCancellationPass } from './cancellation-edits.ts';
export { type CheckOptions, type CheckResult, checkModule, fingerprintOf } from './check.ts';
export { type Config, ConfigSchema, DEFAULT_CONFIG, enabledRules, parseConfig } from './config.ts';
export { auditSteps, byRisk, type SharedStateReport, sharedStatesIn } from './contexts/audit.ts';
export type { AuditedAccess } from './contexts/audited-access.ts';
export { type BusyWait, busyWaitsIn } from './contexts/busy-waits.ts';
export { type ChangeInProcess, changesInProcessesIn } from './contexts/changes-in-processes.ts';
export { type CheckThenAct, checkThenActsIn } from './contexts/check-then-act.ts';
export { computingThreadsIn } from './contexts/computing-threads.ts';
export { type CutOffThread, cutOffThreadsIn } from './contexts/cut-off-threads.ts';
export { type GuardViolation, guardViolationsIn } from './contexts/declared-guards.ts';
export {
  type ContextDescription,
  contextsText,
  describeContext,
  describeContexts,
  placeText,
} from './contexts/describe-context.ts';
export { type EarlyPublication, earlyPublicationsIn } from './contexts/early-publications.ts';
export { type EarlyStart, earlyStartsIn } from './contexts/early-starts.ts';
export { type EscapingView, escapingViewsIn } from './contexts/escaping-views.ts';
export { asyncLibraryOf, codeOnEventLoop, hasLoopToItself } from './contexts/event-loop.ts';
export { type ExecutionContext, isThread } from './contexts/execution-context.ts';
export { type Flow, flowsOf, flowsText } from './contexts/flows.ts';
export { type ForkAfterThread, forksAfterThreadsIn } from './contexts/forks-after-threads.ts';
export { type HeldCallback, heldCallbacksIn } from './contexts/held-callbacks.ts';
export { type InheritedConnection, inheritedConnectionsIn } from './contexts/inherited-connections.ts';
export { type Interruption, interruptionsIn } from './contexts/interruptions.ts';
export { localsOnLoopIn } from './contexts/locals-on-loop.ts';
export { type UnguardedAccess, unguardedAccessesIn } from './contexts/lock-discipline.ts';
export { type AcquisitionPath, type LockCycle, lockCyclesOf } from './contexts/lock-order.ts';
export { type LongHold, longHoldsIn } from './contexts/long-holds.ts';
export { type LoopAccess, loopAccessesIn } from './contexts/loop-accesses.ts';
export { type SharedByLoops, sharedByLoopsIn } from './contexts/loop-bound.ts';
export { type LoopConflict, loopConflictsIn, waitsForLoopIn } from './contexts/loop-conflicts.ts';
export { type LoopFromThread, loopFromThreadIn } from './contexts/loop-from-thread.ts';
export { type LooseThread, looseThreadsIn } from './contexts/loose-threads.ts';
export { type LostCancellation, lostCancellationsIn } from './contexts/lost-cancellations.ts';
export { lostContextVariablesIn } from './contexts/lost-context-variables.ts';
export { type MainThreadCall, mainThreadCallsIn } from './contexts/main-thread-calls.ts';
export { oversizedPoolsIn } from './contexts/oversized-pools.ts';
export { type OwnPoolWait, ownPoolWaitsIn } from './contexts/own-pool.ts';
export { placementOf } from './contexts/placement.ts';
export { poolsPerRequestIn } from './contexts/pools-per-request.ts';
export { prepareProgram } from './contexts/prepare-program.ts';
export { type ProcessRace, processRacesIn } from './contexts/process-races.ts';
export type { Window } from './contexts/race-window.ts';
export { type Race, racesIn } from './contexts/races.ts';
export { type RowRace, rowRacesIn } from './contexts/row-races.ts';
export { isOnServerPath } from './contexts/server-path.ts';
export { type SharedCallState, sharedCallStatesIn } from './contexts/shared-call-state.ts';
export { sharedIterationsIn } from './contexts/shared-iterations.ts';
export { sharedIteratorsIn } from './contexts/shared-iterators.ts';
export { sharedObjectsIn } from './contexts/shared-objects.ts';
export { isGrave as isGraveRead, type SpoiledRead, spoiledReadsIn } from './contexts/spoiled-reads.ts';
export { type StaleRead, staleReadsIn } from './contexts/stale-reads.ts';
export { RISKS, type Risk } from './contexts/state-risk.ts';
export { taskIterationsIn } from './contexts/task-iterations.ts';
export { isTask, type TaskContext, taskPlacementOf } from './contexts/tasks.ts';
export { type UnsetLocal, unsetLocalsIn } from './contexts/unset-locals.ts';
export type { Needed } from './contexts/waited-for.ts';
export { awaited, runByLoop } from './coroutine-edits.ts';
export { decisionFixes } from './decision-edits.ts';
export { catchAlso } from './exception-edits.ts';
export { BindingKind, Flag, Form, Role, ScopeKind } from './facts/forms.ts';
export { createFactsUnpacker, packFacts } from './facts/packed-facts.ts';
export { createModuleParser, type ParsedModule } from './facts/parse-module.ts';
export {
  type Edit,
  type Finding,
  type Fix,
  isAtLeast,
  type Problem,
  type Range,
  type RelatedPlace,
  type Report,
  SEVERITIES,
  type Severity,
} from './finding.ts';
export { iterationReport } from './iteration-report.ts';
export { insteadOfRemoved } from './library/asyncio-changes.ts';
export { LOOP_CONFLICTS, nativeInstead } from './library/blocking.ts';
export { lastName } from './library/last-names.ts';
export type { ProcessState } from './library/process-state.ts';
export { CONDITIONS, waiterOf } from './library/synchronization.ts';
export { readOnce } from './local-edits.ts';
export { putUnderWith } from './lock-region-edits.ts';
export { belowMainGuard } from './main-guard-edits.ts';
export { type AsyncLibrary, awaitedInPlace, awaitedInstead, awaitedTwin, inThread } from './offload-edits.ts';
export { bindAsDefaults, moveDefaultIntoBody } from './parameter-edits.ts';
export { discardOutput } from './pipe-edits.ts';
export { closeAndJoin } from './pool-edits.ts';
export { type ChangedUse, changedUsesIn } from './program/asyncio-changes.ts';
export { type CachedCoroutine, cachedCoroutinesIn } from './program/cached-coroutines.ts';
export { type CalledCallback, calledCallbacksIn } from './program/called-callbacks.ts';
export { classOf, methodOf } from './program/classes.ts';
export { type Code, functionIn, moduleOf, runningCode } from './program/code.ts';
export { type DroppedTask, droppedTasksIn } from './program/dropped-tasks.ts';
export {
  DEFAULT_ENVIRONMENT,
  type Environment,
  environmentOf,
  environmentText,
  isTargetAtLeast,
  mayUse,
  type PythonVersion,
  type StatedEnvironment,
} from './program/environment.ts';
export { type FutileLimit, futileLimitsIn } from './program/futile-limits.ts';
export { type WrongProbe, wrongGilProbesIn } from './program/gil-probes.ts';
export { exceptionsCaughtAt } from './program/handlers.ts';
export { keptByChunk } from './program/kept.ts';
export { lateBindingsOf } from './program/late-binding.ts';
export { lineOf } from './program/line-of.ts';
export { loneProcessQueuesIn } from './program/lone-process-queues.ts';
export { type Loss, type LostCoroutine, lostCoroutinesIn } from './program/lost-coroutines.ts';
export { type LostException, lostExceptionsIn } from './program/lost-exceptions.ts';
export { isTestPath, type Module } from './program/module.ts';
export { type MutableDefault, mutableDefaultsOf } from './program/mutable-defaults.ts';
export { needlessAsyncIn } from './program/needless-async.ts';
export { Node } from './program/node.ts';
export type { Obstacle } from './program/pickling.ts';
export { createLineIndex, type LineIndex, type Position } from './program/positions.ts';
export {
  type MisplacedMeans,
  misplacedMeansIn,
  type UnsentArgument,
  unsentArgumentsIn,
} from './program/process-arguments.ts';
export { createProgram, type ModuleSource, type Program } from './program/program.ts';
export { qualifiedNameOf } from './program/qualified-name.ts';
export { type Binding, Scope } from './program/scope.ts';
export { sequentialAwaitsIn } from './program/sequential-awaits.ts';
export { type SerialWork, serialWorkIn } from './program/serial-work.ts';
export { processStartsIn, type StartMethods, startMethodsOf } from './program/start-methods.ts';
export { type StartAtImport, startsAtImportIn } from './program/starts-at-import.ts';
export { asyncSpecialMethodsIn, type SyncCallback, syncCallbacksIn } from './program/sync-callbacks.ts';
export { type NoTuple, type Restart, type RunHere, threadMisusesIn } from './program/thread-misuses.ts';
export { brokenThreadClassesIn, type MissingInit, type TakenInternal } from './program/thread-subclasses.ts';
export { type UnclosedPool, unclosedPoolsIn } from './program/unclosed-pools.ts';
export { functionOf, provenanceOf, symbolOf, type Value } from './program/value.ts';
export { writtenCall, writtenName, writtenPath } from './program/written-name.ts';
export { type WrongExceptionClass, wrongExceptionClassesIn } from './program/wrong-exception-classes.ts';
export { type WrongKind, wrongKindsIn } from './program/wrong-kinds.ts';
export { type YieldInScope, yieldsInScopesIn } from './program/yields-in-scopes.ts';
export { asynchronousInstead } from './protocol-edits.ts';
export { otherPlace, raceReport, startedAt, starts } from './race-report.ts';
export { computeInDatabase } from './row-edits.ts';
export { FAMILIES, type Family, type ListedRule, type Outcome, type Rule, type SuppressionOutcome } from './rule.ts';
export { MARK_LINE, summaryOfPage, withoutMarks } from './rule-page.ts';
export { sharedObjectReport } from './shared-object-report.ts';
export { relatedToStaleRead, startOfTask } from './stale-read-report.ts';
export { abandonedSiblingsIn } from './summaries/abandoned-siblings.ts';
export { type Access, nameOfState } from './summaries/accesses.ts';
export { arbitraryOrdersIn } from './summaries/arbitrary-order.ts';
export type { BlockingCall } from './summaries/blocking-call.ts';
export { type BlockingHop, blockingHopsIn } from './summaries/blocking-chains.ts';
export { chainOfNames, durationOfWait, nameOfWait, subjectOfWait } from './summaries/blocking-words.ts';
export { type ConditionCall, conditionCallsIn, isTrueAtOnce } from './summaries/condition-calls.ts';
export { earlyJoinsIn } from './summaries/early-joins.ts';
export { type AbandonedJob, abandonedJobsIn, isExecutorEnd } from './summaries/executor-exit.ts';
export { type GuardProblem, guardCommentsOf } from './summaries/guard-comments.ts';
export { heldRequestsIn } from './summaries/held-requests.ts';
export { type HeldSuspension, heldSuspensionsIn } from './summaries/held-suspensions.ts';
export type { Lock } from './summaries/lock.ts';
export { isSurelyUnheld } from './summaries/lock-absence.ts';
export { functionTaking } from './summaries/lock-decorators.ts';
export { type CriticalPair, criticalPairsIn } from './summaries/lock-effects.ts';
export { blockingCallsIn } from './summaries/loop-waits.ts';
export { type OrmHop, ormHopsIn } from './summaries/orm-chains.ts';
export { type OrmEvaluation, ormEvaluationsIn } from './summaries/orm-evaluations.ts';
export { type OwnLock, ownLocksIn } from './summaries/own-locks.ts';
export { countReaching } from './summaries/reaching.ts';
export { type SharedByTasks, sharedByTasksIn } from './summaries/shared-by-tasks.ts';
export type { SharedState, StateKind } from './summaries/shared-state.ts';
export { type TerminatedJob, terminatedJobsIn } from './summaries/terminated-jobs.ts';
export { type UnboundedStart, unboundedStartsIn } from './summaries/unbounded-starts.ts';
export { type UncheckedWait, uncheckedWaitsIn } from './summaries/unchecked-waits.ts';
export { unfinishedItemsIn } from './summaries/unfinished-items.ts';
export { type UnreadPipe, unreadPipesIn } from './summaries/unread-pipes.ts';
export { type UnreleasedLock, unreleasedLocksIn } from './summaries/unreleased-locks.ts';
export { lineAt, type Suppression, suppressionsOf } from './suppression.ts';
export { keepTask } from './task-edits.ts';
export { severityInThread, wayInThread } from './thread-report.ts';
export { scheduleThreadsafe, wakeLoopOf } from './wake-edits.ts';
export { type BlockingPath, blockingWitness } from './witness/blocking-witness.ts';
export { cancellationWitness } from './witness/cancellation-witness.ts';
export { type Acquisition, deadlockWitness } from './witness/deadlock-witness.ts';
export { decisionWitness } from './witness/decision-witness.ts';
export { columnsOf, fitted, visible } from './witness/display-text.ts';
export { doubleReadWitness } from './witness/double-read-witness.ts';
export { interleavingRows, interleavingText, type Segment, type Tone } from './witness/interleaving-text.ts';
export { nameOf as nameOfCode } from './witness/lane.ts';
export { localWitness } from './witness/local-witness.ts';
export { witnessPicture } from './witness/picture.ts';
export { pipeWitness } from './witness/pipe-witness.ts';
export { processWitness } from './witness/process-witness.ts';
export { publicationWitness } from './witness/publication-witness.ts';
export { queueWitness } from './witness/queue-witness.ts';
export { raceWitness } from './witness/race-witness.ts';
export { rowWitness } from './witness/row-witness.ts';
export { siblingsWitness } from './witness/siblings-witness.ts';
export { staleReadWitness } from './witness/stale-read-witness.ts';
export type { PictureTheme } from './witness/svg.ts';
export { callStateWitness, iteratorWitness, taskWitness } from './witness/use-witness.ts';
export { otherEndOf, type RaceWitness, type Witness, type WitnessPlace } from './witness/witness.ts';
export { witnessSentence } from './witness/words.ts';
