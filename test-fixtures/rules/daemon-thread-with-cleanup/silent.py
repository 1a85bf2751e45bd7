"""Threads that are waited for, or that may be cut off."""
import os
import queue
import tempfile
import threading
from threading import Thread

jobs = queue.Queue()


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def read(path):
    with open(path) as file:
        print(file.read())


def into_nothing():
    with open(os.devnull, "w") as file:
        file.write("text")


def beat():
    while True:
        print("beat")


def work():
    while True:
        job = jobs.get()
        try:
            job()
        finally:
            jobs.task_done()


def start(path, is_daemon):
    # ok: daemon-thread-with-cleanup
    thread = Thread(target=write, args=(path, "text"))
    thread.start()
    # ok: daemon-thread-with-cleanup
    joined = Thread(target=write, args=(path, "text"), daemon=True)
    joined.start()
    joined.join(5)
    # ok: daemon-thread-with-cleanup
    Thread(target=read, args=(path,), daemon=True).start()
    # ok: daemon-thread-with-cleanup
    Thread(target=into_nothing, daemon=True).start()
    # ok: daemon-thread-with-cleanup
    Thread(target=beat, daemon=True).start()
    # ok: daemon-thread-with-cleanup
    Thread(target=work, daemon=True).start()
    # ok: daemon-thread-with-cleanup
    Thread(target=write, args=(path, "text"), daemon=is_daemon).start()
    # ok: daemon-thread-with-cleanup
    Thread(target=write, args=(path, "text"), daemon=False).start()
    return thread


class Service:
    def start(self, path):
        # ok: daemon-thread-with-cleanup
        self.saver = threading.Thread(target=write, args=(path, "text"), daemon=True)
        self.saver.start()

    def stop(self):
        self.saver.join()


class Pool:
    def __init__(self):
        self.threads = []

    def add(self, path):
        # ok: daemon-thread-with-cleanup
        thread = Thread(target=write, args=(path, "text"), daemon=True)
        thread.start()
        self.threads.append(thread)

    def close(self):
        for thread in self.threads:
            thread.join()


def in_a_folder():
    with tempfile.TemporaryDirectory() as folder:
        print(folder)


# Its finalizer runs at exit.
# ok: daemon-thread-with-cleanup
Thread(target=in_a_folder, daemon=True).start()
