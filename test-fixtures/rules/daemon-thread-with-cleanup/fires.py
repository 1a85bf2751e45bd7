"""Daemon threads that do what must not end half-way."""
import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from threading import Thread


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def append(path, text):
    log(path, text)


def log(path, text):
    file = open(path, mode="a")
    file.write(text)


def write_whole(path):
    Path(path).write_text("text")


def in_a_folder():
    with tempfile.NamedTemporaryFile() as file:
        print(file.name)


def with_a_child(command):
    process = subprocess.Popen(command)
    try:
        process.wait()
    finally:
        process.terminate()


def with_a_file(path):
    try:
        print(path)
    finally:
        os.remove(path)


def start(path):
    # ruleid: daemon-thread-with-cleanup
    Thread(target=write, args=(path, "text"), daemon=True).start()
    # ruleid: daemon-thread-with-cleanup
    logger = threading.Thread(target=append, args=(path, "text"))
    logger.daemon = True
    logger.start()
    # ruleid: daemon-thread-with-cleanup
    older = threading.Thread(target=write_whole, args=(path,))
    older.setDaemon(True)
    older.start()
    # ruleid: daemon-thread-with-cleanup
    Thread(target=in_a_folder, daemon=True).start()
    # ruleid: daemon-thread-with-cleanup
    Thread(target=with_a_child, args=(["make"],), daemon=True).start()
    # ruleid: daemon-thread-with-cleanup
    Thread(target=with_a_file, args=(path,), daemon=True).start()
    # ruleid: daemon-thread-with-cleanup
    Thread(target=lambda: shutil.copy(path, "copy"), daemon=True).start()


class Saver(Thread):
    def __init__(self, path):
        super().__init__(daemon=True)
        self.path = path

    def run(self):
        write(self.path, "text")


def start_saver(path):
    # ruleid: daemon-thread-with-cleanup
    saver = Saver(path)
    saver.start()
