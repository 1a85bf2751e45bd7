"""The old value is read into a variable, the new one is written back later."""
import threading
import time

total = 0
logged = 0
by_name = {}
head = None
twice_locked = 0
ready = 0
branching = 0
put_back = "idle"
fallback = None
looked_again = 0
locked = 0
in_loop = 0
rebound = 0
own_block = 0
lock = threading.Lock()


def work(name):
    global total, logged, head, twice_locked, ready, branching
    old = total
    # ruleid: unlocked-shared-global
    total = old + 1
    before = logged
    print(before)
    # ruleid: unlocked-shared-global
    logged = before + 1
    count = by_name.get(name, 0) + 1
    time.sleep(0.1)
    # ruleid: unlocked-shared-global
    by_name[name] = count
    first = head
    # ruleid: unlocked-shared-global
    head = first.next
    with lock:
        value = twice_locked
    with lock:
        # ruleid: unlocked-shared-global
        twice_locked = value + 1
    level = ready + 1
    if level > 3:
        # ruleid: unlocked-shared-global
        ready = level
    seen = branching
    if name:
        # ruleid: unlocked-shared-global
        branching = [seen]


def quiet(name):
    global put_back, fallback, looked_again, locked, in_loop, rebound, own_block
    kept = put_back
    put_back = "busy"
    print(name)
    # What was there is put back.
    # ok: unlocked-shared-global
    put_back = kept
    given = fallback
    # ok: unlocked-shared-global
    fallback = given or name
    # ok: unlocked-shared-global
    fallback = name if given is None else given
    seen = looked_again
    # ok: check-then-act
    if looked_again == seen:
        # Who looks again takes care by himself.
        # ok: unlocked-shared-global
        looked_again = seen + 1
    with lock:
        current = locked
        print(current)
        # ok: unlocked-shared-global
        locked = current + 1
    turn = in_loop
    for _ in range(3):
        # ok: unlocked-shared-global
        in_loop = turn + 1
    number = rebound
    number = len(name)
    # ok: unlocked-shared-global
    rebound = number + 1
    if name:
        other = own_block
    # ok: unlocked-shared-global
    own_block = other + 1


def later():
    value = total

    def write():
        global total
        # The function inside runs when nobody knows.
        # ok: unlocked-shared-global
        total = value + 1

    return write


for name in ("a", "b"):
    threading.Thread(target=work, args=(name,)).start()
    threading.Thread(target=quiet, args=(name,)).start()
