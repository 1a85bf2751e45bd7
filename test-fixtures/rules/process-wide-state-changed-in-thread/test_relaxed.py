import os
import threading


def work(folder):
    # ruleid: process-wide-state-changed-in-thread
    os.chdir(folder)


def test_work():
    for folder in ("a", "b"):
        threading.Thread(target=work, args=(folder,)).start()
