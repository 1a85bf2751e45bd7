"""A word is counted while another thread counts it, too, just after the old count was read.

The profile hook runs when a call returns, which is where every GIL build may switch threads.

expected: the word was counted 1 time
fails with: AssertionError: one update is lost
"""

import sys
import threading

counts = {}


def count(word):
    counts[word] = counts.get(word, 0) + 1


def switch_after_get(frame, event, function):
    if event == "c_return" and function.__name__ == "get":
        sys.setprofile(None)
        other = threading.Thread(target=count, args=("spam",))
        other.start()
        other.join()


sys.setprofile(switch_after_get)
count("spam")

print(f"the word was counted {counts['spam']} time")
assert counts["spam"] == 2, "one update is lost"
