"""A thread may not set a handler, and ends with an exception.

expected: the server serves: False
fails with: AssertionError: the server has ended
"""

import signal
import threading

serving = threading.Event()
stopped = threading.Event()


def serve():
    # ruleid: main-thread-only-call
    signal.signal(signal.SIGTERM, lambda signum, frame: stopped.set())
    serving.set()
    stopped.wait()


threading.excepthook = lambda failure: None
server = threading.Thread(target=serve)
server.start()
server.join(timeout=1)
stopped.set()
print("the server serves:", serving.is_set())
assert serving.is_set(), "the server has ended"
