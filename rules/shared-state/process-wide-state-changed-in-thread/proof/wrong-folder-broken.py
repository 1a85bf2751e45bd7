"""Two threads go to folders of their own, and both end up in that of the second one.

expected: green has 2 reports
fails with: AssertionError: the report of red is in the folder of green
"""

import os
import tempfile
import threading

red_is_there = threading.Event()
green_is_there = threading.Event()


def go(folder):
    # ruleid: process-wide-state-changed-in-thread
    os.chdir(folder)


def report_red():
    go(os.path.join(root, "red"))
    red_is_there.set()
    green_is_there.wait()
    open("red.txt", "w").close()


def report_green():
    red_is_there.wait()
    go(os.path.join(root, "green"))
    green_is_there.set()
    open("green.txt", "w").close()


with tempfile.TemporaryDirectory() as root:
    for name in ("red", "green"):
        os.mkdir(os.path.join(root, name))
    threads = [threading.Thread(target=report_red), threading.Thread(target=report_green)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = sorted(os.listdir(os.path.join(root, "green")))
    os.chdir(tempfile.gettempdir())

print(f"green has {len(found)} reports")
assert found == ["green.txt"], "the report of red is in the folder of green"
