"""Each thread with what is its own, and what is locked."""
import http.server
import queue
import socketserver
import threading


class Own:
    """Made inside the entry."""

    def __init__(self):
        self.count = 0

    def add(self):
        # ok: unlocked-shared-attribute
        self.count += 1


def work():
    own = Own()
    own.add()
    # ok: unlocked-shared-attribute
    own.count += 1
    Own().add()


def once():
    Own().add()


for _ in range(3):
    threading.Thread(target=work).start()
once()


class Download(threading.Thread):
    """Each thread is an object of its own."""

    def __init__(self):
        super().__init__()
        self.size = 0

    def run(self):
        # ok: unlocked-shared-attribute
        self.size += 1
        self.more()

    def more(self):
        # ok: unlocked-shared-attribute
        self.size += 2


for _ in range(3):
    Download().start()
downloads = [Download() for _ in range(3)]
for download in downloads:
    download.start()
for download in downloads:
    download.join()
    print(download.size)


class Session:
    """One thread for each of many objects."""

    def __init__(self):
        # ok: unlocked-shared-attribute
        self.count = 0
        self.prepare()

    def prepare(self):
        # Only the constructor calls it.
        # ok: unlocked-shared-attribute
        self.count = self.count + 1

    def start(self):
        threading.Thread(target=self.serve).start()

    def serve(self):
        # ok: unlocked-shared-attribute
        self.count += 1


for _ in range(3):
    Session().start()
for session in [Session(), Session()]:
    threading.Thread(target=session.serve).start()


class Locked:
    def __init__(self):
        self._lock = threading.Lock()
        self._ready = threading.Condition(self._lock)
        self.count = 0
        self.inner = 0

    def start(self):
        for _ in range(3):
            threading.Thread(target=self.work).start()

    def work(self):
        with self._lock:
            # ok: unlocked-shared-attribute
            self.count += 1
            self.add()
        with self._ready:
            # ok: unlocked-shared-attribute
            self.count += 1

    def add(self):
        # Every caller holds the lock.
        # ok: unlocked-shared-attribute
        self.inner += 1


Locked().start()


class Local(threading.local):
    """Looks different to every thread."""

    def __init__(self):
        self.depth = 0


local = Local()


def recurse():
    # ok: unlocked-shared-attribute
    local.depth += 1


for _ in range(3):
    threading.Thread(target=recurse).start()


class Reader:
    """Only one thread changes it; the others read."""

    def __init__(self):
        self.position = 0

    def start(self):
        threading.Thread(target=self.read).start()
        return self.position

    def read(self):
        # ok: unlocked-shared-attribute
        self.position += 1


Reader().start()


class Item:
    def __init__(self):
        self.price = 0


jobs = queue.Queue()


def produce():
    item = Item()
    # ok: unlocked-shared-attribute
    item.price += 1
    jobs.put(item)


def consume():
    item = jobs.get()
    # ok: unlocked-shared-attribute
    item.price += 1


threading.Thread(target=produce).start()
threading.Thread(target=consume).start()


def each_call_its_own():
    n = 0

    def add():
        nonlocal n
        # ok: unlocked-shared-attribute
        n += 1

    add()
    return n


for _ in range(3):
    threading.Thread(target=each_call_its_own).start()


class Requests(http.server.BaseHTTPRequestHandler):
    """The server makes a handler for each request."""

    def setup(self):
        super().setup()
        self.count = 0

    def do_GET(self):
        # ok: unlocked-shared-attribute
        self.count += 1


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    pass


server = Server(("", 0), Requests)
server.serve_forever()


class Level:
    """What the constructor calls needs no lock yet; everybody else holds it."""

    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0
        self._raise(1)

    def fill(self):
        with self.lock:
            self._raise(1)

    def _raise(self, by):
        # ok: unlocked-shared-attribute
        self.value += by
        self._check()

    def _check(self):
        if self.value > 9:
            # ok: unlocked-shared-attribute
            self.value -= 9


level = Level()
for _ in range(3):
    threading.Thread(target=level.fill).start()


class Setting:
    """Asked whenever an attribute that it describes is read or assigned: what it does then is its own affair."""

    def __get__(self, obj, owner=None):
        return obj.load()

    def __set__(self, obj, value):
        obj.save(value)


class Settings:
    limit = Setting()

    def load(self):
        return 1

    def save(self, value):
        pass

    def widen(self):
        # ok: unlocked-shared-attribute
        self.limit += 1


settings = Settings()
for _ in range(3):
    threading.Thread(target=settings.widen).start()
