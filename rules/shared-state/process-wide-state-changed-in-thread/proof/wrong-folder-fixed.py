"""No thread goes anywhere: each names the folder that it means.

expected: green has 1 report
"""

import os
import tempfile
import threading

red_is_there = threading.Event()
green_is_there = threading.Event()


def report_red():
    folder = os.path.join(root, "red")
    red_is_there.set()
    green_is_there.wait()
    # ok: process-wide-state-changed-in-thread
    open(os.path.join(folder, "red.txt"), "w").close()


def report_green():
    red_is_there.wait()
    folder = os.path.join(root, "green")
    green_is_there.set()
    # ok: process-wide-state-changed-in-thread
    open(os.path.join(folder, "green.txt"), "w").close()


with tempfile.TemporaryDirectory() as root:
    for name in ("red", "green"):
        os.mkdir(os.path.join(root, name))
    threads = [threading.Thread(target=report_red), threading.Thread(target=report_green)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = sorted(os.listdir(os.path.join(root, "green")))

print(f"green has {len(found)} report")
assert found == ["green.txt"], "the report of red is in the folder of green"
