import queue
import subprocess
import threading
import time
import urllib.request

import requests

lock = threading.Lock()
condition = threading.Condition()
other = threading.Condition()
connection_lock = threading.Lock()
again = threading.RLock()
single = threading.Semaphore(1)
several = threading.Semaphore(4)
jobs = queue.Queue()
bounded = queue.Queue(maxsize=2)
done = threading.Event()
state = {}


def look(key):
    with lock, again, single, condition:
        return state.get(key)


def sleeping():
    with lock:
        # ruleid: blocking-call-under-lock
        time.sleep(1)


def network():
    with again:
        state["page"] = None
        # ruleid: blocking-call-under-lock
        state["page"] = requests.get("https://shop.example", timeout=1)


def process():
    lock.acquire()
    try:
        # ruleid: blocking-call-under-lock
        subprocess.run(["sync"], check=True)
    finally:
        lock.release()


def with_semaphore():
    with single:
        # ruleid: blocking-call-under-lock
        time.sleep(1)
    with several:
        # ok: blocking-call-under-lock
        time.sleep(1)


def queues():
    with lock:
        # ruleid: blocking-call-under-lock
        state["job"] = jobs.get()
        bounded.put(1)
        done.wait()


def first_of_two():
    with lock:
        # ruleid: blocking-call-under-lock
        time.sleep(1)
        # ok: blocking-call-under-lock
        time.sleep(2)


def fetch():
    return urllib.request.urlopen("https://shop.example")


def through_call():
    with lock:
        # ruleid: blocking-call-under-lock
        state["page"] = fetch()


def conditions():
    with condition:
        # ok: blocking-call-under-lock
        condition.wait_for(lambda: state)
    with lock:
        with other:
            # The other lock stays held.
            # ruleid: blocking-call-under-lock
            other.wait()


def wait_locked():
    condition.wait()


def condition_through_call():
    with condition:
        # ok: blocking-call-under-lock
        wait_locked()


def limited():
    with lock:
        # ok: blocking-call-under-lock
        done.wait(timeout=1)
        # ok: blocking-call-under-lock
        state["job"] = jobs.get(timeout=1)
        # ok: blocking-call-under-lock
        jobs.put_nowait(1)
        # ok: blocking-call-under-lock
        state["job"] = jobs.get(block=False)


def unlocked():
    with lock:
        state["page"] = None
    # ok: blocking-call-under-lock
    time.sleep(1)
    jobs.put(1)


def filled_once():
    global client
    with lock:
        if client is None:
            # ok: blocking-call-under-lock
            client = requests.get("https://shop.example/token", timeout=1)
        return client


client = None


def send(text):
    with connection_lock:
        # A hint: all that is done under this lock waits.
        # ruleid: blocking-call-under-lock
        requests.post("https://shop.example", data=text, timeout=1)


def receive():
    with connection_lock:
        # ruleid: blocking-call-under-lock
        return requests.get("https://shop.example", timeout=1)


def local():
    # ruleid: lock-created-at-use
    own = threading.Lock()
    with own:
        # ok: blocking-call-under-lock
        time.sleep(1)


def trying():
    with lock:
        try:
            state.clear()
        except OSError:
            # ok: blocking-call-under-lock
            time.sleep(1)


def defines():
    with lock:
        # ok: blocking-call-under-lock
        state["later"] = lambda: time.sleep(1)


def work():
    look("page")
    sleeping()
    network()
    process()
    queues()
    with_semaphore()
    send(receive())


for _ in range(3):
    threading.Thread(target=work).start()
