/** What job queues, schedulers, brokers, file watchers and Qt run, and where. */
import type { Entry, LibraryEntries, Override, Run } from './entries.ts';

/**
 * A worker runs its tasks in processes unless it is started with `--pool=threads` or the like.
 * Source: https://docs.celeryq.dev/en/stable/userguide/concurrency/index.html
 */
const WORKER_PROCESS: Run = { context: 'process', runsMany: true };

/** Signals that the process sends which runs the task: https://docs.celeryq.dev/en/stable/userguide/signals.html */
const TASK_SIGNALS = `task_prerun task_postrun task_success task_failure task_retry task_internal_error
  worker_process_init worker_process_shutdown`;

/**
 * Jobs run in the scheduler's pool of ten threads, one instance of each job at a time unless `max_instances` is given;
 * beside an event loop, plain functions run in its executor.
 * Source: https://apscheduler.readthedocs.io/en/3.x/userguide.html
 */
const SCHEDULED: Run = { context: 'executor', startedBy: 'start' };

/** One thread for all handlers of an observer: https://python-watchdog.readthedocs.io/en/stable/api.html */
const OBSERVER: Run = { context: 'thread', serial: 'receiver', startedBy: 'start' };
const FILE_EVENTS = 'on_any_event on_moved on_created on_deleted on_modified on_closed on_closed_no_write on_opened';

/** One thread for all callbacks of a client, once `loop_start()` has made it: https://pypi.org/project/paho-mqtt/ */
const NETWORK_LOOP: Run = { context: 'thread', serial: 'receiver', startedBy: 'loop_start', needs: 'loop_start' };
const CLIENT_EVENTS = `on_connect on_connect_fail on_disconnect on_message on_publish on_subscribe on_unsubscribe on_log
  on_socket_open on_socket_close on_pre_connect`;

const each = <T>(owner: string, names: string, value: T): Record<string, T> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [`${owner}.${name}`, value]));
const given = (run: Run, position: number, keyword: string): Entry => ({
  ...run,
  position,
  keyword,
  starts: 'at-once',
});
const PER_INSTANCE: Partial<Override> = { perInstance: true };

export const JOB_ENTRIES: LibraryEntries = {
  calls: {
    'apscheduler.schedulers.base.BaseScheduler.add_job': given(SCHEDULED, 0, 'func'),
    'paho.mqtt.client.Client.message_callback_add': given(NETWORK_LOOP, 1, 'callback'),
    // A slot of an object that was moved to the thread: https://doc.qt.io/qt-6/qthread.html#details
    'qt.QtCore.QThread.started.connect': given(
      { context: 'thread', startedBy: 'start', needs: 'moveToThread' },
      0,
      'slot',
    ),
    'qt.QtCore.QThreadPool.start': given({ context: 'executor' }, 0, 'functionToRun'),
  },
  decorators: {
    'celery.Celery.task': { ...WORKER_PROCESS, isReplaced: true },
    'celery.shared_task': { ...WORKER_PROCESS, isReplaced: true },
    ...Object.fromEntries(
      TASK_SIGNALS.split(/\s+/).map((signal) => [`celery.signals.${signal}.connect`, WORKER_PROCESS]),
    ),
    'apscheduler.schedulers.base.BaseScheduler.scheduled_job': SCHEDULED,
    'paho.mqtt.client.Client.topic_callback': NETWORK_LOOP,
    ...Object.fromEntries(
      ['connect', 'disconnect', 'message', 'publish', 'subscribe', 'unsubscribe', 'log'].map((event) => [
        `paho.mqtt.client.Client.${event}_callback`,
        NETWORK_LOOP,
      ]),
    ),
  },
  overrides: {
    'celery.app.task.Task.run': WORKER_PROCESS,
    'qt.QtCore.QThread.run': { context: 'thread', ...PER_INSTANCE },
    // https://doc.qt.io/qt-6/qrunnable.html
    'qt.QtCore.QRunnable.run': { context: 'executor', ...PER_INSTANCE },
  },
  attributes: {
    ...each('paho.mqtt.client.Client', CLIENT_EVENTS, NETWORK_LOOP),
    ...each('watchdog.events.FileSystemEventHandler', FILE_EVENTS, { context: 'thread', serial: 'receiver' }),
  },
  handlers: {
    'watchdog.observers.api.BaseObserver.schedule': {
      ...OBSERVER,
      position: 0,
      keyword: 'event_handler',
      methods: ['dispatch', ...FILE_EVENTS.split(' ')],
    },
  },
};
