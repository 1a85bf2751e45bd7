"""Appending is one operation, which the list's own lock covers, so nothing can come in between.

expected: 2 of 2 hits counted
"""

import sys
import threading

hits = []
others = []


def hit():
    hits.append(1)


def interrupt_everywhere(frame, event, argument):
    frame.f_trace_opcodes = True
    if frame.f_code is hit.__code__ and event == "opcode" and not others:
        others.append(threading.Thread(target=hit))
        others[0].start()
        others[0].join()
    return interrupt_everywhere


sys.settrace(interrupt_everywhere)
hit()
sys.settrace(None)

print(f"{len(hits)} of 2 hits counted")
assert len(hits) == 2, "one update is lost"
