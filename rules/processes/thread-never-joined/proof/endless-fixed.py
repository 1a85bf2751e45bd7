"""The loop asks an event, and the program waits for the thread that it has told to end.

expected: the program has ended
"""

import subprocess
import sys
import threading


def poll(stop):
    while not stop.wait(0.05):
        pass


def main():
    stop = threading.Event()
    # ok: thread-never-joined
    poller = threading.Thread(target=poll, args=(stop,))
    poller.start()
    stop.set()
    poller.join()


def ends():
    child = subprocess.Popen([sys.executable, __file__, "child"])
    try:
        return child.wait(timeout=5) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        child.kill()
        child.wait()


if sys.argv[1:] == ["child"]:
    main()
else:
    is_over = ends()
    print("the program has ended" if is_over else "the program is still there")
    assert is_over, "it never ended"
