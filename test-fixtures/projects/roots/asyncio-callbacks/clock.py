import time


def tick():
    # ruleid: blocking-call-in-async
    time.sleep(1)
