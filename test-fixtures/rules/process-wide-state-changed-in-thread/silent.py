import contextlib
import locale
import multiprocessing
import os
import subprocess
import sys
import threading

from elsewhere import environ, umask

lock = threading.Lock()

# Before the threads start.
# ok: process-wide-state-changed-in-thread
os.chdir("/srv")
# ok: process-wide-state-changed-in-thread
os.environ["LANG"] = "C"


def guarded(folder):
    with lock:
        # ok: process-wide-state-changed-in-thread
        os.chdir(folder)


def asks():
    # ok: process-wide-state-changed-in-thread
    print(locale.setlocale(locale.LC_ALL))
    # ok: process-wide-state-changed-in-thread
    print(os.getcwd(), os.environ["HOME"], os.environ.get("LANG"))
    # ok: process-wide-state-changed-in-thread
    sys.stdout.write("done")


def daemonise():
    # ruleid: fork-after-threads
    if os.fork() == 0:
        # ok: process-wide-state-changed-in-thread
        os.chdir("/")
        # ok: process-wide-state-changed-in-thread
        os.umask(0)


def starts(folder):
    # In the child, before the program runs.
    # ok: process-wide-state-changed-in-thread
    subprocess.run(["make"], preexec_fn=lambda: os.umask(0o022), cwd=folder, env={**os.environ, "CC": "gcc"})


# Functions of the program by the same name.
def others(folder):
    # ok: process-wide-state-changed-in-thread
    umask(folder)
    # ok: process-wide-state-changed-in-thread
    environ["LANG"] = "C"


for work in (guarded, asks, daemonise, starts, others):
    threading.Thread(target=work).start()
for _ in range(3):
    threading.Thread(target=guarded).start()
    threading.Thread(target=asks).start()
    threading.Thread(target=daemonise).start()
    threading.Thread(target=starts).start()
    threading.Thread(target=others).start()


# A process of its own.
def child(folder):
    # ok: process-wide-state-changed-in-thread
    os.chdir(folder)


# ruleid: missing-main-guard
# ruleid: fork-after-threads
multiprocessing.Process(target=child).start()


# The main flow alone.
def main():
    # ok: process-wide-state-changed-in-thread
    with contextlib.redirect_stdout(sys.stderr):
        print("starting")


main()
