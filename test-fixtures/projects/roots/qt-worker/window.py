from PySide6.QtCore import QObject, QThread, Slot

import state


class Worker(QObject):
    @Slot()
    def work(self):
        # ruleid: unlocked-shared-global
        state.count += 1


class Window(QObject):
    def __init__(self):
        super().__init__()
        self.thread = QThread()
        self.worker = Worker()
        self.worker.moveToThread(self.thread)
        self.thread.started.connect(self.worker.work)  # root
        self.thread.start()
        # ruleid: unlocked-shared-global
        state.count -= 1


window = Window()
