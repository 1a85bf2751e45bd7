"""The update stands in a function that the thread calls, directly or through others."""
import threading

count = 0
deep = 0
guarded = 0
sometimes = 0
_lock = threading.Lock()


def bump():
    global count
    # ruleid: unlocked-shared-global
    count += 1


def middle():
    bottom()


def bottom():
    global deep
    # ruleid: unlocked-shared-global
    deep += 1


def _bump_locked():
    global guarded
    # The lock is held by every caller.
    # ok: unlocked-shared-global
    guarded += 1


def _bump_sometimes():
    global sometimes
    # ruleid: unlocked-shared-global
    sometimes += 1


def work():
    bump()
    middle()
    with _lock:
        _bump_locked()
        _bump_sometimes()
    _bump_sometimes()


def also_locked():
    with _lock:
        _bump_locked()


for _ in range(4):
    threading.Thread(target=work).start()
    threading.Thread(target=also_locked).start()
