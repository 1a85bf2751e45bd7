import threading

lock = threading.Lock()
pages = {}


def save(name, text):
    with lock:
        pages[name] = text


def clear():
    with lock:
        pages.clear()
