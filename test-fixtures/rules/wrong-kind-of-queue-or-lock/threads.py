import threading
from multiprocessing import Queue


def between_threads(work):
    # ruleid: wrong-kind-of-queue-or-lock
    jobs = Queue()
    threading.Thread(target=work, args=(jobs,)).start()
    jobs.put(1)


def given_on(work, connect):
    # ok: wrong-kind-of-queue-or-lock
    jobs = Queue()
    threading.Thread(target=work, args=(jobs,)).start()
    connect(jobs)


def not_given():
    # ok: wrong-kind-of-queue-or-lock
    jobs = Queue()
    jobs.put(1)
    return jobs
