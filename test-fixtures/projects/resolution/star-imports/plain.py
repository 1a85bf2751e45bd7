import time


def doze():
    time.sleep(1)


def _private():
    time.sleep(1)
