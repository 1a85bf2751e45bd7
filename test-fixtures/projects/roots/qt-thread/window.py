from PyQt5.QtWidgets import QMainWindow

from worker import Worker


class Window(QMainWindow):
    def __init__(self):
        super().__init__()
        self.workers = [Worker(self) for _ in range(2)]
        for worker in self.workers:
            worker.start()
