"""`print` writes its text and the end of the line one after the other, and another thread writes in between.

expected: ['onetwo', '', '']
fails with: AssertionError: two lines have become one
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
        if piece != "\n":
            first_has_begun.set()
            both_have_begun.wait()


page = Page()


def say(text):
    if text == "two":
        first_has_begun.wait()
    print(text, file=page)


threads = [threading.Thread(target=say, args=(text,)) for text in ("one", "two")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

lines = "".join(page.pieces).split("\n")
print(lines)
assert lines == ["one", "two", ""], "two lines have become one"
