"""A script without threads."""
import threading

count = 0
lock = threading.Lock()


def bump():
    global count
    # ok: unlocked-shared-global
    count += 1


def main():
    for _ in range(10):
        bump()


main()
