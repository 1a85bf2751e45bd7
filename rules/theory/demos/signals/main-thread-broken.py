"""A thread that wants to look after signals itself may not.

expected: the thread handled the signal: False
fails with: AssertionError: signal only works in main thread of the main interpreter
"""

import signal
import threading

handled = []
errors = []


def work():
    try:
        signal.signal(signal.SIGUSR1, lambda number, frame: handled.append(number))
    except ValueError as error:
        errors.append(error)
    else:
        signal.raise_signal(signal.SIGUSR1)


worker = threading.Thread(target=work)
worker.start()
worker.join()
print(f"the thread handled the signal: {handled != []}")
assert not errors, errors[0]
