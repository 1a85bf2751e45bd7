"""With a lock the count is right on every build, wherever the switch comes.

expected: a is 2 after two additions
"""

import dis
import sys
import threading

a = 0
a_lock = threading.Lock()
other = None


def add_one():
    global a
    with a_lock:
        a += 1


def add_many():
    global a
    for _ in range(100_000):
        with a_lock:
            a += 1


def switch_before_the_write(frame, event, arg):
    global other
    if frame.f_code is not add_one.__code__:
        return None
    frame.f_trace_opcodes = True
    if event == "opcode" and dis.opname[frame.f_code.co_code[frame.f_lasti]] == "STORE_GLOBAL":
        other = threading.Thread(target=add_one)
        other.start()
        other.join(timeout=0.2)  # It has time to run, but it waits for the lock.
    return switch_before_the_write


threads = [threading.Thread(target=add_many) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"free run on {sys.version.split()[0]}: {1_000_000 - a} of 1000000 updates lost")
assert a == 1_000_000

a = 0
sys._getframe().f_trace_opcodes = True  # 3.12.1 needs it here, too.
sys.settrace(switch_before_the_write)
add_one()
sys.settrace(None)
other.join()

print(f"a is {a} after two additions")
assert a == 2, "one update is lost"
