"""Two threads that pass no list share the default one, and each finds the other's word.

expected: each thread sees 2 words
fails with: AssertionError: the default is shared by all threads
"""

import threading

both_have_added = threading.Barrier(2)
seen = []


def collect(word, words=[]):
    words.append(word)
    both_have_added.wait()
    seen.append(len(words))


threads = [threading.Thread(target=collect, args=(word,)) for word in ("ham", "egg")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(f"each thread sees {max(seen)} words")
assert seen == [1, 1], "the default is shared by all threads"
