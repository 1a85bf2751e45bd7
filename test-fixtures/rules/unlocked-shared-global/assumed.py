"""A function that nothing here calls is only assumed to run in the main flow: at most info."""
import threading

count = 0


def poll():
    global count
    # ruleid: unlocked-shared-global
    count += 1


def reset():
    global count
    count = 0


def start():
    threading.Thread(target=poll, daemon=True).start()
