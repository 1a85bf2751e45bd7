import atexit
import threading
import weakref

import state


class Resource:
    def __del__(self):
        # Collected in whatever thread lets go of it.
        # ruleid: unlocked-shared-global
        state.count -= 1


def dropped():
    # ruleid: unlocked-shared-global
    state.count -= 1


@atexit.register
def at_exit():
    # The thread has ended by then.
    # ok: unlocked-shared-global
    state.count -= 1


def work():
    # ruleid: unlocked-shared-global
    state.count += 1


weakref.finalize(Resource(), dropped)
threading.Thread(target=work).start()  # root
