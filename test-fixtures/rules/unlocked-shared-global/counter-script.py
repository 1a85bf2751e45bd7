"""The counter of the first seed document: ten threads, no lock."""
import threading

total = 0


def work():
    global total
    for _ in range(100000):
        # ruleid: unlocked-shared-global
        total += 1


threads = []

for _ in range(10):
    thread = threading.Thread(target=work)
    threads.append(thread)
    thread.start()

for thread in threads:
    thread.join()

# ok: unlocked-shared-global
total += 1
assert total == 1000001
