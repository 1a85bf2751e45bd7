import os


def write(folder):
    # ruleid: process-wide-state-changed-in-thread
    os.chdir(folder)
    open("report.txt", "w").close()
