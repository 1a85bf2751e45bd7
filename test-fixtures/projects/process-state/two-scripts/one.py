import os
import threading


# The other script runs in a process of its own: an info, as this thread is the only one that goes elsewhere.
def write(folder):
    # ruleid: process-wide-state-changed-in-thread
    os.chdir(folder)
    open("report.txt", "w").close()


thread = threading.Thread(target=write, args=("reports",))
thread.start()
