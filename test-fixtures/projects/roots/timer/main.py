from threading import Timer

from jobs import work


def later(seconds):
    Timer(seconds, work).start()  # root


later(1)
later(1)
