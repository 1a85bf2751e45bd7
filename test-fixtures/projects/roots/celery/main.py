import threading

import state
from tasks import pay


def work():
    # The thread's counter is this process's own.
    # ok: unlocked-shared-global
    state.count += 1
    pay.delay(1)


threading.Thread(target=work).start()
