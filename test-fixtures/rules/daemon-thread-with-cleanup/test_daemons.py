"""The end of a test run loses nothing."""
from threading import Thread


def write(path):
    with open(path, "w") as file:
        file.write("text")


def test_write(tmp_path):
    # ok: daemon-thread-with-cleanup
    Thread(target=write, args=(tmp_path,), daemon=True).start()
