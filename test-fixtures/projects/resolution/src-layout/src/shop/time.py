"""A module of the project that has the name of one of Python's own."""


def sleep(seconds):
    return seconds
