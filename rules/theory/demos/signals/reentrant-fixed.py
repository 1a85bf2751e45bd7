"""The handler leaves a message, and the code that writes anyway writes that too.

expected: the handler could write: True
"""

import io
import queue
import signal

messages = queue.SimpleQueue()


def handler(number, frame):
    messages.put("stopping\n")


class Disk(io.RawIOBase):
    """A file that a signal comes to in the middle of a write."""

    text = b""

    def writable(self):
        return True

    def write(self, data):
        if not self.text:
            signal.signal(signal.SIGINT, handler)
            signal.raise_signal(signal.SIGINT)
        self.text += bytes(data)
        return len(data)


disk = Disk()
log = io.TextIOWrapper(io.BufferedWriter(disk))
log.write("working\n")
log.flush()
log.write(messages.get(timeout=10))
log.flush()
written = disk.text == b"working\nstopping\n"
print(f"the handler could write: {written}")
assert written, disk.text
