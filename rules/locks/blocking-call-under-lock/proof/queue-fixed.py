"""The answer is awaited without the lock.

expected: the answer came: True
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
    # ok: blocking-call-under-lock
    answers.get()
    answered.set()


threading.Thread(target=answer, daemon=True).start()
threading.Thread(target=ask, daemon=True).start()
came = answered.wait(10)
print(f"the answer came: {came}", flush=True)
assert came, "the answer needs the lock that its reader holds"
