import os
import threading
import time


# One thread and the main flow, which both go elsewhere.
def watch(folder):
    # ruleid: process-wide-state-changed-in-thread
    os.chdir(folder)
    while True:
        print(os.listdir())
        time.sleep(1)


watcher = threading.Thread(target=watch, args=("incoming",), daemon=True)
watcher.start()
os.chdir("/srv")


# One thread alone: an info, as nobody else is seen to rely on it.
def pack(folder):
    # ruleid: process-wide-state-changed-in-thread
    os.umask(folder.mode)


packer = threading.Thread(target=pack)
packer.start()
packer.join()


# All set the same: an info.
def serve(port):
    # ruleid: process-wide-state-changed-in-thread
    os.environ["MODE"] = "server"
    print(port)


for number in range(3):
    threading.Thread(target=serve, args=(number,)).start()
