import signal
import threading

import state


def on_signal(number, frame):
    # ruleid: unlocked-shared-global
    state.count += 1


def work():
    # ruleid: unlocked-shared-global
    state.count -= 1


signal.signal(signal.SIGTERM, on_signal)
threading.Thread(target=work).start()  # root
