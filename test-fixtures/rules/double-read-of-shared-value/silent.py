"""Read once, held under one lock, caught, set anew, ended by a join, nobody else's, never set to None."""
import threading

lock = threading.Lock()
log = []
own_sessions = {}


class Link:
    def __init__(self, sock):
        self.sock = sock
        self.guarded = sock
        self.late = sock
        self.fixed = sock
        self.shut = sock
        self.tried = sock

    def start(self):
        self.thread = threading.Thread(target=self.receive)
        self.thread.start()

    def receive(self):
        self.sock = None
        with lock:
            self.guarded = None
        self.fixed = object()

    def close(self):
        self.shut = None

    def run_close(self):
        threading.Thread(target=self.close).start()

    def once(self, data):
        sock = self.sock
        if sock is not None:
            packet = data.encode()
            # ok: double-read-of-shared-value
            sock.send(packet)

    def walrus(self, data):
        if (sock := self.sock) is not None:
            packet = data.encode()
            # ok: double-read-of-shared-value
            sock.send(packet)

    def under_lock(self, data):
        with lock:
            if self.guarded is not None:
                packet = data.encode()
                # ok: double-read-of-shared-value
                self.guarded.send(packet)

    def lock_taken_twice(self, data):
        with lock:
            if self.guarded is None:
                return
        packet = data.encode()
        with lock:
            # The lock was released in between.
            # ruleid: double-read-of-shared-value
            self.guarded.send(packet)

    def caught(self, data):
        try:
            if self.sock is not None:
                packet = data.encode()
                # ok: double-read-of-shared-value
                self.sock.send(packet)
        except AttributeError:
            pass

    def set_anew(self, data):
        if self.sock is not None:
            self.sock = connect(data)
            # ok: double-read-of-shared-value
            self.sock.send(data)

    def never_none(self, data):
        if self.fixed is not None:
            packet = data.encode()
            # ok: double-read-of-shared-value
            self.fixed.send(packet)

    def after_join(self, data):
        self.thread.join()
        if self.sock is not None:
            packet = data.encode()
            # ok: double-read-of-shared-value
            self.sock.send(packet)

    def at_shutdown(self, data):
        if self.shut is not None:
            packet = data.encode()
            # Only closing sets it to None: an info.
            # ruleid: double-read-of-shared-value
            self.shut.send(packet)

    def claimed(self, data):
        # For readers and type checkers: no decision rests on it.
        assert self.sock is not None
        packet = data.encode()
        # ok: double-read-of-shared-value
        self.sock.send(packet)

    def passed_on(self):
        if self.sock is not None:
            # Whoever gets it may well be ready for None.
            # ok: double-read-of-shared-value
            return self.sock


def connect(data):
    return data


def alone():
    link = Link(object())
    link.sock = None
    if link.sock is not None:
        print("x")
        # ok: double-read-of-shared-value
        link.sock.send(b"")


def own_key():
    me = threading.get_ident()
    own_sessions[me] = 1
    if threading.get_ident() in own_sessions:
        print("x")
        # Nobody else removes what is this thread's own.
        # ok: double-read-of-shared-value
        print(own_sessions[threading.get_ident()])
    own_sessions.pop(me, None)


def main():
    alone()
    link = Link(object())
    link.start()
    link.run_close()
    link.once("")
    link.walrus("")
    link.under_lock("")
    link.lock_taken_twice("")
    link.caught("")
    link.set_anew("")
    link.never_none("")
    link.at_shutdown("")
    link.passed_on()
    link.claimed("")
    link.after_join("")
    for _ in range(3):
        threading.Thread(target=own_key).start()


main()
