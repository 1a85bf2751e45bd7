"""Reminds the staff to take the leaves out of the pots."""

import threading

SECONDS = {"green tea": 2, "black tea": 3, "mint": 8}


def remind_all(say):
    timers = []
    for tea, seconds in SECONDS.items():
        timers.append(threading.Timer(seconds, lambda: say(f"{tea} is ready")))
    for timer in timers:
        timer.start()
    return timers


if __name__ == "__main__":
    for timer in remind_all(print):
        timer.join()
