"""`a += 1` is a read and a write: a switch put between the two loses an update.

The free run first: ten threads, 100,000 additions each. CPython 3.9 loses some of them and so
does a free-threaded build; a GIL build since 3.10 does not switch inside this statement and
loses none, which is not promised anywhere. So the trace hook below puts the switch there.

expected: a is 1 after two additions
fails with: AssertionError: one update is lost
"""

import dis
import sys
import threading

a = 0


def add_one():
    global a
    a += 1


def add_many():
    global a
    for _ in range(100_000):
        a += 1


def switch_before_the_write(frame, event, arg):
    if frame.f_code is not add_one.__code__:
        return None
    frame.f_trace_opcodes = True
    if event == "opcode" and dis.opname[frame.f_code.co_code[frame.f_lasti]] == "STORE_GLOBAL":
        other = threading.Thread(target=add_one)
        other.start()
        other.join()
    return switch_before_the_write


threads = [threading.Thread(target=add_many) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"free run on {sys.version.split()[0]}: {1_000_000 - a} of 1000000 updates lost")

a = 0
sys._getframe().f_trace_opcodes = True  # 3.12.1 needs it here, too.
sys.settrace(switch_before_the_write)
add_one()
sys.settrace(None)

print(f"a is {a} after two additions")
assert a == 2, "one update is lost"
