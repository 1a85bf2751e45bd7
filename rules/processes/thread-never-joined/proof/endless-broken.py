"""The last line has run, and the program is still there.

expected: the program is still there
fails with: AssertionError: it never ended
"""

import subprocess
import sys
import threading
import time


def poll():
    while True:
        time.sleep(0.05)


def main():
    # ruleid: thread-never-joined
    threading.Thread(target=poll).start()


def ends():
    child = subprocess.Popen([sys.executable, __file__, "child"])
    try:
        return child.wait(timeout=2) == 0
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
