"""Places for the lock: one statement, all from the read to the write, and where it might lock up."""
import threading

plain = 0
kept = 0
nested = 0
plenty = 100
locked_twice = 0
waiting = 0
lock = threading.Lock()


def work(name, done):
    global plain, kept, nested, plenty, locked_twice, waiting
    # ruleid: unlocked-shared-global
    plain += 1  # one more
    before = kept
    # The comment moves too.
    print(
        name,
    before)
    # ruleid: unlocked-shared-global
    kept = before + 1
    value = nested + 1
    if value > 3:
        # ruleid: unlocked-shared-global
        nested = value
    # What the test decides must still hold.
    if plenty >= 10:
        print(name)
        # ruleid: unlocked-shared-global
        plenty -= 10
    else:
        plenty += 1
    # No fix: the lock cannot be taken twice.
    with lock:
        old = locked_twice
    with lock:
        # ruleid: unlocked-shared-global
        locked_twice = old + 1
    # No fix: another thread might want the lock before it sets the event.
    last = waiting
    done.wait()
    # ruleid: unlocked-shared-global
    waiting = last + 1


for name in ("a", "b"):
    threading.Thread(target=work, args=(name, threading.Event())).start()
