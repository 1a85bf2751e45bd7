"""Containers, objects and flags that others see too early."""
import threading
from collections import defaultdict

CACHE = {}
config = None
names = []


class Config:
    def __init__(self):
        self.path = ""
        self.lines = []


def load(key, rows):
    # ruleid: publish-then-fill
    CACHE[key] = []
    for row in rows:
        CACHE[key].append(row)


def load_through_variable(key, rows):
    found = {}
    # ruleid: publish-then-fill
    CACHE[key] = found
    for row in rows:
        found[row] = 1


def load_in_chain(key, rows):
    # ruleid: publish-then-fill
    found = CACHE[key] = set()
    for row in rows:
        found.add(row)


def lookup(key):
    return CACHE.get(key)


def configure(path):
    global config
    # ruleid: publish-then-fill
    config = Config()
    config.path = path


def config_path():
    return config.path


def rename(rows):
    global names
    # ruleid: publish-then-fill
    names = list()
    names.extend(rows)


def all_names():
    return [name.upper() for name in names]


class Index:
    def __init__(self):
        self.words = {}
        self.by_letter = {}
        self.ready = False
        self.total = 0

    def start(self):
        threading.Thread(target=self.build).start()

    def build(self):
        # ruleid: publish-then-fill
        self.words = {}
        self.words["a"] = len("a")
        # ruleid: publish-then-fill
        self.by_letter = defaultdict(list)
        for word in ("a", "b"):
            if word:
                self.by_letter[word[0]].append(word)
        # ruleid: publish-then-fill
        self.ready = True
        self.total = len(self.words)

    def find(self, word):
        return self.words.get(word)

    def letters(self):
        return sorted(self.by_letter)

    def report(self):
        if self.ready:
            return f"{self.total} words"
        return "not yet"


class Tables:
    def __init__(self):
        self._lock = threading.Lock()
        self._table = None

    def start(self):
        for _ in range(2):
            threading.Thread(target=self.table).start()

    def table(self):
        if self._table is None:
            with self._lock:
                if self._table is None:
                    # The first test lets others pass the lock by, as soon as there is a table at all.
                    # ruleid: publish-then-fill
                    self._table = {}
                    self._table["x"] = len("x")
        return self._table


index = Index()
index.start()
Tables().start()
for key in ("a", "b"):
    threading.Thread(target=load, args=(key, [1, 2])).start()
    threading.Thread(target=load_through_variable, args=(key, [1, 2])).start()
    threading.Thread(target=load_in_chain, args=(key, [1, 2])).start()
threading.Thread(target=configure, args=("x",)).start()
threading.Thread(target=rename, args=(["x"],)).start()
lookup("a")
config_path()
all_names()
index.find("a")
index.letters()
index.report()
