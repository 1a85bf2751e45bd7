import contextlib
import io
import locale
import os
import socket
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from os import chdir as enter


def build(folder):
    # ruleid: process-wide-state-changed-in-thread
    enter(folder)
    # The same state in the same function is said once.
    # ok: process-wide-state-changed-in-thread
    os.chdir("..")


def build_within(folder):
    # ruleid: process-wide-state-changed-in-thread
    with contextlib.chdir(folder):
        print(os.listdir())


def secret(path):
    # ruleid: process-wide-state-changed-in-thread
    before = os.umask(0o077)
    open(path, "w").close()
    os.umask(before)


def translate(language):
    # ruleid: process-wide-state-changed-in-thread
    os.environ["LANGUAGE"] = language
    # ruleid: process-wide-state-changed-in-thread
    locale.setlocale(locale.LC_ALL, language)


def localise(zone):
    # ruleid: process-wide-state-changed-in-thread
    os.environ.update(TZ=zone)
    # ruleid: process-wide-state-changed-in-thread
    time.tzset()


def forget(name):
    # ruleid: process-wide-state-changed-in-thread
    del os.environ[name]


def quietly(action):
    # ruleid: process-wide-state-changed-in-thread
    sys.stdout, before = io.StringIO(), sys.stdout
    # ruleid: process-wide-state-changed-in-thread
    with contextlib.redirect_stderr(io.StringIO()):
        action()
    sys.stdout = before


# Only which warnings are shown suffers, so this is an info.
def patiently(action):
    # ruleid: process-wide-state-changed-in-thread
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        action()


def hastily(host, seconds):
    # ruleid: process-wide-state-changed-in-thread
    socket.setdefaulttimeout(seconds)
    socket.create_connection((host, 80))


with ThreadPoolExecutor() as pool:
    for work in (build, build_within, secret, translate, localise, forget, quietly, patiently, hastily):
        pool.map(work, ["a", "b"])
    # ruleid: future-exception-lost
    pool.map(build, ["a", "b"])
    # ruleid: future-exception-lost
    pool.map(build_within, ["a", "b"])
    # ruleid: future-exception-lost
    pool.map(secret, ["a", "b"])
    # ruleid: future-exception-lost
    pool.map(translate, ["de", "fr"])
    # ruleid: future-exception-lost
    pool.map(localise, ["UTC", "CET"])
    pool.map(forget, ["A", "B"])
    # ruleid: future-exception-lost
    pool.map(quietly, [build, secret])
    # ruleid: future-exception-lost
    pool.map(patiently, [build, secret])
    # ruleid: future-exception-lost
    pool.map(hastily, ["a", "b"], [1, 2])
