"""A thread asks for a loop, and there is none.

expected: asked in a thread
fails with: RuntimeError: There is no current event loop in thread 'asker'.
"""

import asyncio
import threading

failures = []


def ask():
    print("asked in a thread")
    # ruleid: deprecated-loop-access
    return asyncio.get_event_loop()


threading.excepthook = lambda failure: failures.append(failure.exc_value)
asker = threading.Thread(target=ask, name="asker")
asker.start()
asker.join()
for failure in failures:
    raise failure
