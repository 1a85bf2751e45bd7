"""Widgets that another thread than the main one uses."""
import threading
import tkinter as tk

from PyQt5.QtCore import QThread, pyqtSignal
from PyQt5.QtWidgets import QLabel, QMainWindow


class Window(QMainWindow):
    done = pyqtSignal(str)

    def __init__(self):
        super().__init__()
        self.label = QLabel("ready")
        self.done.connect(self.label.setText)
        self.show()

    def begin(self):
        threading.Thread(target=self.load).start()
        # ok: thread-unsafe-object-shared
        self.label.setText("loading")

    def load(self):
        # ruleid: thread-unsafe-object-shared
        self.label.setText("loaded")
        # ok: thread-unsafe-object-shared
        self.done.emit("loaded")
        # ruleid: thread-unsafe-object-shared
        self.setWindowTitle("loaded")


class Loader(QThread):
    loaded = pyqtSignal(str)

    def run(self):
        # ok: thread-unsafe-object-shared
        self.loaded.emit("x")


root = tk.Tk()
label = tk.Label(root)


def tick():
    # ruleid: thread-unsafe-object-shared
    label.config(text="tick")
    # ok: thread-unsafe-object-shared
    root.after(0, label.update)


threading.Thread(target=tick).start()
Window().begin()
