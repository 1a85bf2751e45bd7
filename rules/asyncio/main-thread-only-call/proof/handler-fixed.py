"""The main thread sets the handler, and the handler tells the thread.

expected: the server serves: True
"""

import signal
import threading

serving = threading.Event()
stopped = threading.Event()


def serve():
    serving.set()
    stopped.wait()


# ok: main-thread-only-call
signal.signal(signal.SIGTERM, lambda signum, frame: stopped.set())
server = threading.Thread(target=serve)
server.start()
serving.wait()
signal.raise_signal(signal.SIGTERM)
server.join()
print("the server serves:", serving.is_set())
