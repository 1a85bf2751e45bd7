from PySide6.QtCore import QThreadPool
from PySide6.QtCore import QRunnable  # root

import state


class Job(QRunnable):
    def run(self):
        # ruleid: unlocked-shared-global
        state.count += 1


def start():
    pool = QThreadPool.globalInstance()
    for _ in range(4):
        pool.start(Job())


start()
