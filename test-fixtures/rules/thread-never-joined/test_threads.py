"""Tests do as they like."""
from threading import Thread


def work():
    pass


def test_work():
    # ok: thread-never-joined
    Thread(target=work).start()
