import os


def run(folder):
    # The main thread is no place to blame: the thread is.
    # ok: process-wide-state-changed-in-thread
    os.chdir(folder)
    open("export.txt", "w").close()
