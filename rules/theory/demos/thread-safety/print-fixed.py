"""A line that is written as one piece, end and all, is not cut.

expected: ['one', 'two', '']
"""

import threading

both_have_begun = threading.Barrier(2)
first_has_begun = threading.Event()


class Page:
    """Keeps what is written to it, and lets both threads write their text before either goes on."""

    def __init__(self):
        self.pieces = []

    def write(self, piece):
        self.pieces.append(piece)
        if piece:
            first_has_begun.set()
            both_have_begun.wait()


page = Page()


def say(text):
    if text == "two":
        first_has_begun.wait()
    print(text + "\n", end="", file=page)


threads = [threading.Thread(target=say, args=(text,)) for text in ("one", "two")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

lines = "".join(page.pieces).split("\n")
print(lines)
assert lines == ["one", "two", ""], "two lines have become one"
