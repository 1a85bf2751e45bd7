import time

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

import state


class Handler(FileSystemEventHandler):
    def on_modified(self, event):
        # ruleid: unlocked-shared-global
        state.count += 1
        # The handlers of one observer share its thread.
        # ok: unlocked-shared-global
        state.events += 1

    def on_created(self, event):
        # ok: unlocked-shared-global
        state.events += 1


def main():
    # ok: unlocked-shared-global
    state.count += 1
    observer = Observer()
    observer.schedule(Handler(), ".")  # root
    observer.start()
    while state.count < 100:
        time.sleep(1)
        # ruleid: unlocked-shared-global
        state.count -= 1


if __name__ == "__main__":
    main()
