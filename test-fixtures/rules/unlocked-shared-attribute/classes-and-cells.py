"""Attributes of classes, which all objects share, and variables of a function that functions inside it change."""
import threading


class Connection:
    made = 0
    by_host = {}
    kinds = 0
    ids = 0

    def open(self, host):
        # ruleid: unlocked-shared-attribute
        Connection.made += 1
        # ruleid: unlocked-shared-attribute
        self.by_host[host] = self.by_host.get(host, 0) + 1
        # ruleid: unlocked-shared-attribute
        type(self).kinds += 1

    @classmethod
    def next_id(cls):
        # ruleid: unlocked-shared-attribute
        cls.ids += 1
        return cls.ids


def connect(host):
    connection = Connection()
    connection.open(host)
    return Connection.next_id()


for name in ("a", "b"):
    threading.Thread(target=connect, args=(name,)).start()


def count_words(texts):
    total = 0
    words = {}
    safe = 0
    lock = threading.Lock()

    def count(text):
        nonlocal total, safe
        # ruleid: unlocked-shared-attribute
        total += len(text)
        # ruleid: unlocked-shared-attribute
        words[text] = words.get(text, 0) + 1
        with lock:
            # ok: unlocked-shared-attribute
            safe += 1

    threads = [threading.Thread(target=count, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total, words, safe


def beside():
    n = 0

    def work():
        nonlocal n
        # ruleid: unlocked-shared-attribute
        n += 1

    thread = threading.Thread(target=work)
    thread.start()
    # ruleid: unlocked-shared-attribute
    n += 1
    thread.join()
    # ok: unlocked-shared-attribute
    n += 1
    return n
