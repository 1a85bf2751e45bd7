"""A handler writes to the stream that the interrupted code is just writing to.

expected: the handler could write: False
fails with: AssertionError: reentrant call inside <_io.BufferedWriter>
"""

import io
import signal

errors = []


def handler(number, frame):
    try:
        log.write("stopping\n")
        log.flush()
    except RuntimeError as error:
        errors.append(error)


class Disk(io.RawIOBase):
    """A file that a signal comes to in the middle of a write."""

    def writable(self):
        return True

    def write(self, data):
        signal.signal(signal.SIGINT, handler)
        signal.raise_signal(signal.SIGINT)
        return len(data)


log = io.TextIOWrapper(io.BufferedWriter(Disk()))
log.write("working\n")
log.flush()
print(f"the handler could write: {not errors}")
assert not errors, errors[0]
