"""Tests of files: what comes in between is an exception, and mostly harmless."""
import os
import shutil
import threading
from pathlib import Path

BASE = "cache"
FOLDER = Path("folder")
lock = threading.Lock()


def work(name):
    # ruleid: check-then-act
    if not os.path.exists(BASE):
        os.mkdir(BASE)
    logs = os.path.join(BASE, "logs")
    # ruleid: check-then-act
    if not os.path.isdir(logs):
        os.makedirs(logs)
    # ruleid: check-then-act
    if os.path.exists(f"{BASE}/old"):
        shutil.rmtree(f"{BASE}/old")
    # ruleid: check-then-act
    if not FOLDER.exists():
        FOLDER.mkdir()
    # Each thread has one of its own.
    own = os.path.join(BASE, name)
    # ok: check-then-act
    if not os.path.exists(own):
        os.mkdir(own)
    # ok: check-then-act
    if not os.path.exists(BASE):
        os.makedirs(BASE, exist_ok=True)
    # ok: check-then-act
    if not FOLDER.exists():
        FOLDER.mkdir(exist_ok=True)
    try:
        # ok: check-then-act
        if os.path.exists("pid"):
            os.remove("pid")
    except FileNotFoundError:
        pass
    with lock:
        # ok: check-then-act
        if not os.path.exists("locked"):
            os.mkdir("locked")


class Store:
    def __init__(self, folder):
        self.folder = folder

    def start(self):
        for _ in range(3):
            threading.Thread(target=self.fill).start()

    def fill(self):
        # ruleid: check-then-act
        if not os.path.exists(self.folder):
            os.mkdir(self.folder)


def of_its_own():
    # Each thread has an object of its own.
    Keeper("x").fill()


class Keeper:
    def __init__(self, folder):
        self.folder = folder

    def fill(self):
        # ok: check-then-act
        if not os.path.exists(self.folder):
            os.mkdir(self.folder)


def alone():
    # ok: check-then-act
    if not os.path.exists(BASE):
        os.mkdir(BASE)


for name in ("a", "b"):
    threading.Thread(target=work, args=(name,)).start()
    threading.Thread(target=of_its_own).start()
Store("here").start()
threading.Thread(target=alone).start()
