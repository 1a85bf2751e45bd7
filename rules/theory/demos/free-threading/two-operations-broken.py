"""An element is read and written: two operations, each with the list's lock, and another thread comes in between.

The trace hook stops after each instruction, which is where a free-threaded build may be interrupted.

expected: 1 of 2 hits counted
fails with: AssertionError: one update is lost
"""

import dis
import sys
import threading

hits = [0]


def hit():
    hits[0] += 1


def interrupt_between(frame, event, argument):
    frame.f_trace_opcodes = True
    is_in_hit = frame.f_code is hit.__code__ and event == "opcode"
    if is_in_hit and dis.opname[frame.f_code.co_code[frame.f_lasti]] == "STORE_SUBSCR":
        sys.settrace(None)
        other = threading.Thread(target=hit)
        other.start()
        other.join()
    return interrupt_between


sys.settrace(interrupt_between)
hit()

print(f"{hits[0]} of 2 hits counted")
assert hits[0] == 2, "one update is lost"
