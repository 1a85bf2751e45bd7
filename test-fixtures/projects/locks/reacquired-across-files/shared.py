import threading

log_lock = threading.Lock()
changed = threading.Condition(log_lock)


def log(line):
    with changed:
        changed.notify_all()
