"""A thread that is started only when there is none: it starts several times, but never twice at once."""

import os
import threading
import time


class Monitor:
    def __init__(self):
        self.factor = 0
        self._lock = threading.Lock()
        self._thread = None
        self._process = None

    def ensure_running(self):
        with self._lock:
            if self._process == os.getpid() and self._thread is not None:
                return None
            thread = threading.Thread(target=self.run)
            thread.start()
            self._thread = thread
            self._process = os.getpid()
        return None

    def run(self):
        while True:
            time.sleep(10)
            # ok: unlocked-shared-attribute
            self.factor += measure()


def measure():
    return 1


monitor = Monitor()
monitor.ensure_running()
monitor.ensure_running()
