"""A lock around the whole statement keeps the other thread out between the read and the write.

expected: the word was counted 2 times
"""

import sys
import threading

counts = {}
counts_lock = threading.Lock()
other = None


def count(word):
    with counts_lock:
        counts[word] = counts.get(word, 0) + 1


def switch_after_get(frame, event, function):
    global other
    if event == "c_return" and function.__name__ == "get":
        sys.setprofile(None)
        other = threading.Thread(target=count, args=("spam",))
        other.start()
        other.join(timeout=0.2)  # It has time to run, but it waits for the lock.


sys.setprofile(switch_after_get)
count("spam")
other.join()

print(f"the word was counted {counts['spam']} times")
assert counts["spam"] == 2, "one update is lost"
