/** The list of rules: one import and one entry per rule. */
import type { Family, ListedRule, Rule } from '#analysis';
import { asyncWithoutAwait } from './asyncio/async-without-await/rule.ts';
import { asyncioObjectUsedFromThread } from './asyncio/asyncio-object-used-from-thread/rule.ts';
import { awaitInSequence } from './asyncio/await-in-sequence/rule.ts';
import { blockingCallInAsync } from './asyncio/blocking-call-in-async/rule.ts';
import { cachedCoroutine } from './asyncio/cached-coroutine/rule.ts';
import { calledInsteadOfPassed } from './asyncio/called-instead-of-passed/rule.ts';
import { changedAsyncioApi } from './asyncio/changed-asyncio-api/rule.ts';
import { contextvarLostInThread } from './asyncio/contextvar-lost-in-thread/rule.ts';
import { coroutineFunctionAsSyncCallback } from './asyncio/coroutine-function-as-sync-callback/rule.ts';
import { deprecatedLoopAccess } from './asyncio/deprecated-loop-access/rule.ts';
import { executorBlocksEventLoop } from './asyncio/executor-blocks-event-loop/rule.ts';
import { futureExceptionLost } from './asyncio/future-exception-lost/rule.ts';
import { gatherLeavesTasksRunning } from './asyncio/gather-leaves-tasks-running/rule.ts';
import { loopBoundObjectSharedBetweenLoops } from './asyncio/loop-bound-object-shared-between-loops/rule.ts';
import { mainThreadOnlyCall } from './asyncio/main-thread-only-call/rule.ts';
import { nestedEventLoop } from './asyncio/nested-event-loop/rule.ts';
import { swallowedCancellation } from './asyncio/swallowed-cancellation/rule.ts';
import { syncOrmInAsync } from './asyncio/sync-orm-in-async/rule.ts';
import { taskResultDropped } from './asyncio/task-result-dropped/rule.ts';
import { threadMisuse } from './asyncio/thread-misuse/rule.ts';
import { threadsRunOneAtATime } from './asyncio/threads-run-one-at-a-time/rule.ts';
import { threadsafeResultOnLoop } from './asyncio/threadsafe-result-on-loop/rule.ts';
import { timeoutDoesNotStopWork } from './asyncio/timeout-does-not-stop-work/rule.ts';
import { unawaitedCoroutine } from './asyncio/unawaited-coroutine/rule.ts';
import { unboundedConcurrency } from './asyncio/unbounded-concurrency/rule.ts';
import { wrongTimeoutOrCancelClass } from './asyncio/wrong-timeout-or-cancel-class/rule.ts';
import { wrongWithKind } from './asyncio/wrong-with-kind/rule.ts';
import { yieldInsideTaskGroup } from './asyncio/yield-inside-task-group/rule.ts';
import { oversizedThreadPool } from './free-threading/oversized-thread-pool/rule.ts';
import { wrongGilProbe } from './free-threading/wrong-gil-probe/rule.ts';
import { unusedSuppression } from './housekeeping/unused-suppression/rule.ts';
import { lateBindingClosure } from './language/late-binding-closure/rule.ts';
import { mutableDefaultArgument } from './language/mutable-default-argument/rule.ts';
import { awaitNetworkUnderAsyncLock } from './locks/await-network-under-async-lock/rule.ts';
import { blockingCallUnderLock } from './locks/blocking-call-under-lock/rule.ts';
import { busyWait } from './locks/busy-wait/rule.ts';
import { callbackUnderLock } from './locks/callback-under-lock/rule.ts';
import { conditionUsedWithoutLock } from './locks/condition-used-without-lock/rule.ts';
import { conditionWaitOutsideLoop } from './locks/condition-wait-outside-loop/rule.ts';
import { lockAcquiredWithoutReleaseGuarantee } from './locks/lock-acquired-without-release-guarantee/rule.ts';
import { lockCreatedAtUse } from './locks/lock-created-at-use/rule.ts';
import { lockHeldAcrossAwait } from './locks/lock-held-across-await/rule.ts';
import { lockInSignalHandlerOrFinalizer } from './locks/lock-in-signal-handler-or-finalizer/rule.ts';
import { lockOrderInversion } from './locks/lock-order-inversion/rule.ts';
import { lockReacquired } from './locks/lock-reacquired/rule.ts';
import { waitInOwnPool } from './locks/wait-in-own-pool/rule.ts';
import { connectionInheritedByFork } from './processes/connection-inherited-by-fork/rule.ts';
import { cpuBoundThreads } from './processes/cpu-bound-threads/rule.ts';
import { daemonThreadWithCleanup } from './processes/daemon-thread-with-cleanup/rule.ts';
import { forkAfterThreads } from './processes/fork-after-threads/rule.ts';
import { globalChangedInProcess } from './processes/global-changed-in-process/rule.ts';
import { joinBeforeDrain } from './processes/join-before-drain/rule.ts';
import { missingMainGuard } from './processes/missing-main-guard/rule.ts';
import { poolExitsBeforeResults } from './processes/pool-exits-before-results/rule.ts';
import { poolNotClosed } from './processes/pool-not-closed/rule.ts';
import { subprocessPipeDeadlock } from './processes/subprocess-pipe-deadlock/rule.ts';
import { taskDoneNotGuaranteed } from './processes/task-done-not-guaranteed/rule.ts';
import { threadNeverJoined } from './processes/thread-never-joined/rule.ts';
import { unpicklableProcessArgument } from './processes/unpicklable-process-argument/rule.ts';
import { wrongKindOfQueueOrLock } from './processes/wrong-kind-of-queue-or-lock/rule.ts';
import { checkThenAct } from './shared-state/check-then-act/rule.ts';
import { connectionSharedByTasks } from './shared-state/connection-shared-by-tasks/rule.ts';
import { doubleReadOfSharedValue } from './shared-state/double-read-of-shared-value/rule.ts';
import { guardedByViolation } from './shared-state/guarded-by-violation/rule.ts';
import { guardedViewEscapes } from './shared-state/guarded-view-escapes/rule.ts';
import { inconsistentLockGuard } from './shared-state/inconsistent-lock-guard/rule.ts';
import { iterateWhileSharedMutation } from './shared-state/iterate-while-shared-mutation/rule.ts';
import { lostUpdateInOrm } from './shared-state/lost-update-in-orm/rule.ts';
import { processWideStateChangedInThread } from './shared-state/process-wide-state-changed-in-thread/rule.ts';
import { publishThenFill } from './shared-state/publish-then-fill/rule.ts';
import { sharedCallState } from './shared-state/shared-call-state/rule.ts';
import { sharedIterator } from './shared-state/shared-iterator/rule.ts';
import { staleReadAcrossAwait } from './shared-state/stale-read-across-await/rule.ts';
import { threadLocalInAsync } from './shared-state/thread-local-in-async/rule.ts';
import { threadLocalInitialisedOnce } from './shared-state/thread-local-initialised-once/rule.ts';
import { threadStartedBeforeInit } from './shared-state/thread-started-before-init/rule.ts';
import { threadUnsafeObjectShared } from './shared-state/thread-unsafe-object-shared/rule.ts';
import { unlockedSharedAttribute } from './shared-state/unlocked-shared-attribute/rule.ts';
import { unlockedSharedGlobal } from './shared-state/unlocked-shared-global/rule.ts';

/** Every rule with the family whose folder it stands in. */
export const rules: readonly ListedRule[] = [
  listed('asyncio', asyncioObjectUsedFromThread),
  listed('asyncio', blockingCallInAsync),
  listed('asyncio', changedAsyncioApi),
  listed('asyncio', deprecatedLoopAccess),
  listed('asyncio', loopBoundObjectSharedBetweenLoops),
  listed('asyncio', mainThreadOnlyCall),
  listed('asyncio', gatherLeavesTasksRunning),
  listed('asyncio', nestedEventLoop),
  listed('asyncio', threadsafeResultOnLoop),
  listed('asyncio', contextvarLostInThread),
  listed('asyncio', executorBlocksEventLoop),
  listed('asyncio', syncOrmInAsync),
  listed('asyncio', asyncWithoutAwait),
  listed('asyncio', cachedCoroutine),
  listed('asyncio', calledInsteadOfPassed),
  listed('asyncio', coroutineFunctionAsSyncCallback),
  listed('asyncio', threadsRunOneAtATime),
  listed('asyncio', unawaitedCoroutine),
  listed('asyncio', wrongWithKind),
  listed('asyncio', swallowedCancellation),
  listed('asyncio', taskResultDropped),
  listed('asyncio', threadMisuse),
  listed('asyncio', timeoutDoesNotStopWork),
  listed('asyncio', wrongTimeoutOrCancelClass),
  listed('asyncio', yieldInsideTaskGroup),
  listed('free-threading', oversizedThreadPool),
  listed('free-threading', wrongGilProbe),
  listed('housekeeping', unusedSuppression),
  listed('language', lateBindingClosure),
  listed('language', mutableDefaultArgument),
  listed('locks', awaitNetworkUnderAsyncLock),
  listed('locks', blockingCallUnderLock),
  listed('locks', busyWait),
  listed('locks', callbackUnderLock),
  listed('locks', conditionUsedWithoutLock),
  listed('locks', conditionWaitOutsideLoop),
  listed('locks', lockAcquiredWithoutReleaseGuarantee),
  listed('locks', lockCreatedAtUse),
  listed('locks', lockHeldAcrossAwait),
  listed('locks', lockInSignalHandlerOrFinalizer),
  listed('locks', lockOrderInversion),
  listed('locks', lockReacquired),
  listed('locks', waitInOwnPool),
  listed('processes', cpuBoundThreads),
  listed('processes', connectionInheritedByFork),
  listed('processes', daemonThreadWithCleanup),
  listed('processes', forkAfterThreads),
  listed('processes', globalChangedInProcess),
  listed('processes', threadNeverJoined),
  listed('processes', missingMainGuard),
  listed('processes', joinBeforeDrain),
  listed('processes', poolExitsBeforeResults),
  listed('processes', unpicklableProcessArgument),
  listed('processes', poolNotClosed),
  listed('processes', subprocessPipeDeadlock),
  listed('processes', taskDoneNotGuaranteed),
  listed('processes', wrongKindOfQueueOrLock),
  listed('shared-state', checkThenAct),
  listed('shared-state', connectionSharedByTasks),
  listed('shared-state', doubleReadOfSharedValue),
  listed('shared-state', guardedByViolation),
  listed('shared-state', guardedViewEscapes),
  listed('shared-state', inconsistentLockGuard),
  listed('shared-state', iterateWhileSharedMutation),
  listed('shared-state', lostUpdateInOrm),
  listed('shared-state', processWideStateChangedInThread),
  listed('shared-state', publishThenFill),
  listed('shared-state', sharedCallState),
  listed('shared-state', sharedIterator),
  listed('shared-state', staleReadAcrossAwait),
  listed('shared-state', threadLocalInAsync),
  listed('shared-state', threadLocalInitialisedOnce),
  listed('shared-state', threadStartedBeforeInit),
  listed('shared-state', threadUnsafeObjectShared),
  listed('shared-state', unlockedSharedAttribute),
  listed('shared-state', unlockedSharedGlobal),
  listed('asyncio', futureExceptionLost),
  listed('asyncio', awaitInSequence),
  listed('asyncio', unboundedConcurrency),
];

function listed(family: Family, rule: Rule): ListedRule {
  return { ...rule, family };
}
