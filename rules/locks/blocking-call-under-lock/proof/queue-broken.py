"""Whoever is to answer needs the lock under which the answer is awaited.

expected: the answer came: False
fails with: AssertionError: the answer needs the lock that its reader holds
"""

import queue
import threading

lock = threading.Lock()
totals = {"tea": 3}
questions = queue.Queue()
answers = queue.Queue()
answered = threading.Event()


def answer():
    name = questions.get()
    with lock:
        answers.put(totals[name])


def ask():
    with lock:
        questions.put("tea")
        # ruleid: blocking-call-under-lock
        answers.get()
    answered.set()


threading.Thread(target=answer, daemon=True).start()
threading.Thread(target=ask, daemon=True).start()
came = answered.wait(0.5)
print(f"the answer came: {came}", flush=True)
assert came, "the answer needs the lock that its reader holds"
