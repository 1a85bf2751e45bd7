"""Threads that somebody has, that end with the program, or that a script starts."""
import threading
import time
from threading import Thread

threads = []


def work(job):
    print(job)


def forever():
    while True:
        time.sleep(1)


def until_done(jobs):
    while True:
        job = jobs.get()
        if job is None:
            break
        work(job)


def joined(job):
    # ok: thread-never-joined
    thread = Thread(target=work, args=(job,))
    thread.start()
    thread.join()


def kept(job, owner):
    # ok: thread-never-joined
    thread = Thread(target=work, args=(job,))
    thread.start()
    threads.append(thread)
    # ok: thread-never-joined
    other = Thread(target=work, args=(job,))
    other.start()
    # ok: thread-never-joined
    owner.thread = Thread(target=work, args=(job,))
    owner.thread.start()
    return other


def daemons(jobs, is_daemon, options):
    # ok: thread-never-joined
    Thread(target=forever, daemon=True).start()
    # ok: thread-never-joined
    Thread(target=forever, daemon=is_daemon).start()
    # ok: thread-never-joined
    Thread(target=forever, **options).start()
    # ok: thread-never-joined
    thread = Thread(target=forever)
    thread.daemon = True
    thread.start()
    # ok: thread-never-joined
    older = Thread(target=forever)
    older.setDaemon(True)
    older.start()


# The program is there for the thread.
def serve(jobs):
    # ok: thread-never-joined
    server = Thread(target=forever)
    server.start()
    server.join()


class Service:
    def start(self, jobs):
        # ok: thread-never-joined
        self.worker = Thread(target=until_done, args=(jobs,))
        self.worker.start()
        # ok: thread-never-joined
        self.beat = Thread(target=forever)
        self.beat.start()

    def stop(self):
        self.beat.join()


class Daemon(Thread):
    def __init__(self):
        super().__init__(daemon=True)

    def run(self):
        forever()
        while True:
            work(self)


class Other(Daemon):
    def run(self):
        while True:
            work(self)


def start_daemons():
    # ok: thread-never-joined
    Daemon().start()
    # ok: thread-never-joined
    Other().start()


# A daemon, if the thread that makes it is one.
def in_a_thread():
    # ok: thread-never-joined
    Thread(target=work, args=(1,)).start()


def unknown(target):
    # ok: thread-never-joined
    Thread(target=target).start()
    # ok: thread-never-joined
    threading.Timer(5, work).start()
    # ok: thread-never-joined
    Thread(target=in_a_thread, daemon=True).start()
    # ok: thread-never-joined
    thread = Thread(target=work)
    return lambda: thread.start()


# The end of the script waits for it.
# ok: thread-never-joined
Thread(target=work, args=(1,)).start()
