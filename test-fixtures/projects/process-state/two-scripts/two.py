import os
import threading


def write(folder):
    # ruleid: process-wide-state-changed-in-thread
    os.chdir(folder)
    open("export.txt", "w").close()


thread = threading.Thread(target=write, args=("exports",))
thread.start()
