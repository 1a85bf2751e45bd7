"""Either the thread runs it or the main flow, and one thread after the other: never two at once."""
import sys
import threading

runs = 0
restarts = 0
joined = 0
current = None
previous = None


def main():
    global runs
    # ok: unlocked-shared-global
    runs += 1


def count_restart():
    global restarts
    # ok: unlocked-shared-global
    restarts += 1


def count_joined():
    global joined
    # ok: unlocked-shared-global
    joined += 1


def restart():
    global current
    if current is None:
        current = threading.Thread(target=count_restart)
        current.start()


def start_again():
    global previous
    if previous is not None:
        previous.join()
    previous = threading.Thread(target=count_joined)
    previous.start()


restart()
restart()
start_again()
start_again()

if sys.platform == "darwin":
    threading.Thread(target=main).start()
elif sys.platform == "win32":
    main()
else:
    main()
