"""Each thread has an object of its own, although one name or class stands for all of them."""
import sqlite3
import threading

import zmq
from PyQt5.QtWidgets import QDialog

hub = None
current = None


class Hub:
    """Started once for each object, by its constructor."""

    def __init__(self):
        self.socket = zmq.Context().socket(zmq.PUB)
        self.thread = threading.Thread(target=self.spin)
        self.begin()

    def begin(self):
        self.thread.start()

    def spin(self):
        # ok: thread-unsafe-object-shared
        self.socket.send(b"alive")


def get_hub():
    global hub
    hub = Hub()
    return hub


def run():
    global current
    current = sqlite3.connect("shop.db", check_same_thread=False)
    # ok: thread-unsafe-object-shared
    current.execute("select 1")


class Queued(threading.Thread):
    """Who calls `stop` is not in sight."""

    def run(self):
        self.connection = sqlite3.connect("shop.db")
        self.connection.execute("select 1")

    def stop(self):
        # ok: thread-unsafe-object-shared
        self.connection.close()


class Stopped(threading.Thread):
    def run(self):
        self.connection = sqlite3.connect("shop.db")
        self.connection.execute("select 1")

    def stop(self):
        # ruleid: thread-unsafe-object-shared
        self.connection.commit()


class Wizard(QDialog):
    def begin(self):
        threading.Thread(target=self.look).start()

    def look(self):
        # ok: thread-unsafe-object-shared
        self.check_constraints()


get_hub()
get_hub()
for _ in range(3):
    threading.Thread(target=run).start()
Queued().start()
stopped = Stopped()
stopped.start()
stopped.stop()
Wizard().begin()
