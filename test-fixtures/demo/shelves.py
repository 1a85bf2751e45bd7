"""Moves tea between two shelves, each with a lock of its own."""

import threading

green = threading.Lock()
black = threading.Lock()


def to_black(boxes):
    for _ in range(boxes):
        with green:
            with black:
                pass


def to_green(boxes):
    for _ in range(boxes):
        with black:
            with green:
                pass


if __name__ == "__main__":
    threading.Thread(target=to_black, args=(100_000,)).start()
    threading.Thread(target=to_green, args=(100_000,)).start()
