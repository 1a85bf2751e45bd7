"""A test runs the code of a thread itself."""
from threading import Thread


def test_run():
    seen = []
    # ok: thread-misuse
    Thread(target=seen.append, args=(1,)).run()
    assert seen == [1]
