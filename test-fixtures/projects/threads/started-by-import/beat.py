"""Whoever wants the interval gets the thread."""
import threading

INTERVAL = 5
stop = threading.Event()


def run():
    while not stop.wait(INTERVAL):
        print("beat")


# ruleid: thread-never-joined
beating = threading.Thread(target=run, daemon=True)
beating.start()

# ok: thread-never-joined
prepared = threading.Thread(target=run)


def start():
    prepared.start()
    return prepared
