"""The same counter, locked with acquire and release, and with `with`."""
import threading

lock = threading.Lock()
total = 0
other = 0


def work():
    global total
    lock.acquire()
    try:
        for _ in range(100000):
            # ok: unlocked-shared-global
            total += 1
    finally:
        lock.release()


def work_with():
    global other
    for _ in range(100000):
        with lock:
            # ok: unlocked-shared-global
            other += 1


threads = []

for _ in range(10):
    for target in (work, work_with):
        thread = threading.Thread(target=work)
        threads.append(thread)
        thread.start()
        second = threading.Thread(target=work_with)
        threads.append(second)
        second.start()

for thread in threads:
    thread.join()
