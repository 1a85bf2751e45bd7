"""The lock is released before the thread is joined.

expected: the thread was stopped: True
"""

import threading

lock = threading.Lock()
is_running = True
stopped = threading.Event()


def watch():
    while True:
        with lock:
            if not is_running:
                return


watcher = threading.Thread(target=watch, daemon=True)


def stop():
    global is_running
    with lock:
        is_running = False
    # ok: blocking-call-under-lock
    watcher.join()
    stopped.set()


watcher.start()
threading.Thread(target=stop, daemon=True).start()
was_stopped = stopped.wait(10)
print(f"the thread was stopped: {was_stopped}", flush=True)
assert was_stopped, "the thread waits for the lock, and its holder for the thread"
