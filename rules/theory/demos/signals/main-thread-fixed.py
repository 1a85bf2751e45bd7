"""The thread waits for the signal instead, which is blocked for all threads so that nothing else happens.

expected: the thread handled the signal: True
"""

import os
import signal
import threading

handled = []
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})


def work():
    handled.append(signal.sigwait({signal.SIGUSR1}))


worker = threading.Thread(target=work, daemon=True)
worker.start()
os.kill(os.getpid(), signal.SIGUSR1)
worker.join(10)
print(f"the thread handled the signal: {handled != []}")
assert handled, "signal only works in main thread of the main interpreter"
