"""Decorators that take a lock around a function."""
import functools
import threading

QUEUE_LOCK = threading.RLock()
DOWNLOADER_CHANGED = threading.Condition(threading.RLock())


def synchronized(lock):
    def wrap(func):
        @functools.wraps(func)
        def call(*args, **kwargs):
            with lock:
                return func(*args, **kwargs)

        return call

    return wrap


def notifying(func):
    def call(*args, **kwargs):
        DOWNLOADER_CHANGED.acquire()
        try:
            return func(*args, **kwargs)
        finally:
            DOWNLOADER_CHANGED.notify_all()
            DOWNLOADER_CHANGED.release()

    return call
