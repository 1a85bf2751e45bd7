"""A list made in the call belongs to that call, and so to one thread.

expected: each thread sees 1 word
"""

import threading

both_have_added = threading.Barrier(2)
seen = []


def collect(word, words=None):
    if words is None:
        words = []
    words.append(word)
    both_have_added.wait()
    seen.append(len(words))


threads = [threading.Thread(target=collect, args=(word,)) for word in ("ham", "egg")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"each thread sees {max(seen)} word")
assert seen == [1, 1], "the default is shared by all threads"
