"""What happened, with a lock of its own."""
import threading

lock = threading.Lock()
entries = []


def write(*entry):
    with lock:
        entries.append(entry)
