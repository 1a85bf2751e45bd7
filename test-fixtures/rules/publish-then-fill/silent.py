"""Published when complete, under one lock, before the threads start, in a buffer, or to nobody who would notice."""
import threading

lock = threading.Lock()
complete = {}
guarded = {}
early = {}
counted = []
buffer = []
stream = []
alone = {}


def load(rows):
    global complete, counted, buffer, stream, alone
    found = {}
    for row in rows:
        found[row] = 1
    # ok: publish-then-fill
    complete = found
    with lock:
        # ok: publish-then-fill
        guarded["x"] = []
        for row in rows:
            guarded["x"].append(row)
    # ok: publish-then-fill
    counted = []
    for row in rows:
        counted.append(row)
    # ok: publish-then-fill
    buffer = []
    for row in rows:
        buffer.append(row)
        if len(buffer) > 10:
            # ok: publish-then-fill
            buffer = []
    # ok: publish-then-fill
    stream = []
    while rows:
        stream.append(rows.pop())
    # ok: publish-then-fill
    alone = {}
    alone["x"] = 1


class Index:
    def __init__(self):
        # Nobody else has the object yet.
        # ok: publish-then-fill
        self.words = {}
        self.words["a"] = 1
        self.ready = False
        self.total = 0
        self.busy = False
        self.step = 0
        self.helper = None
        self.load()

    def load(self):
        # ok: publish-then-fill
        self.letters = []
        self.letters.append("a")

    def start(self):
        threading.Thread(target=self.build).start()

    def build(self):
        self.total = len(self.words)
        # ok: publish-then-fill
        self.ready = True
        # Set before: the flag announces nothing that is not there.
        self.total = len(self.words)

    def reset(self):
        # ok: publish-then-fill
        self.busy = True
        # Set back, as the flag is.
        self.step = 0
        self.helper = object()

    def run_reset(self):
        threading.Thread(target=self.reset).start()

    def look(self):
        if self.busy:
            print(self.step)
            # Whoever asks is ready for its not being there.
            if self.helper is not None:
                print("helper")

    def find(self, word):
        if self.ready:
            return self.words.get(word), self.total, self.letters[0]
        return None


class Tables:
    def __init__(self):
        self._lock = threading.Lock()
        self._table = None

    def start(self):
        for _ in range(2):
            threading.Thread(target=self.table).start()

    def table(self):
        with self._lock:
            if self._table is None:
                # Whoever comes to the end has waited for the lock.
                # ok: publish-then-fill
                self._table = {}
                self._table["x"] = len("x")
        return self._table


def read():
    print(complete.get("x"))
    with lock:
        print(guarded["x"])
    print(early["x"])
    # A length is what it is.
    print(len(counted))
    if counted:
        print("some")
    print(buffer[0], stream[0])


# ok: publish-then-fill
early["x"] = []
early["x"].append(1)
index = Index()
index.start()
index.run_reset()
Tables().start()
index.look()
threading.Thread(target=load, args=([1],)).start()
index.find("x")
read()
