import time

__all__ = ["nap", "_hidden_but_listed"]


def nap():
    time.sleep(1)


def not_listed():
    time.sleep(1)


def _hidden_but_listed():
    time.sleep(1)
