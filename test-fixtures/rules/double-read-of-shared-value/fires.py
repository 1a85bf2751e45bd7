"""A test, then a second read: with a call in between a warning, else an info."""
import threading

client = None
sessions = {}
log = []


class Link:
    def __init__(self, sock):
        self.sock = sock
        self.timer = None
        self.handler = None
        self.peers = None
        self.table = None
        self.queue = None

    def start(self):
        threading.Thread(target=self.receive).start()

    def receive(self):
        self.sock = None
        self.timer = None
        self.handler = None
        self.peers = None
        self.table = None
        del self.queue

    def without_call(self, data):
        if self.sock is not None:
            # ruleid: double-read-of-shared-value
            self.sock.send(data)

    def by_truth(self):
        if self.timer:
            log.append("cancel")
            # ruleid: double-read-of-shared-value
            self.timer.cancel()

    def left_early(self, data):
        if self.sock is None:
            return
        packet = data.encode()
        # ruleid: double-read-of-shared-value
        self.sock.send(packet)

    def called(self):
        if self.handler:
            # ruleid: double-read-of-shared-value
            self.handler()

    def gone_through(self):
        if self.peers is not None:
            log.append(1)
            # ruleid: double-read-of-shared-value
            for peer in self.peers:
                print(peer)

    def element(self):
        # ruleid: double-read-of-shared-value
        return self.table["x"] if self.table is not None else None

    def both_tests(self):
        # ruleid: double-read-of-shared-value
        return self.sock is not None and self.sock.fileno() > 0

    def either(self):
        # ruleid: double-read-of-shared-value
        if self.sock is None or self.sock.fileno() < 0:
            return

    def in_loop(self):
        while self.sock:
            log.append("turn")
            # ruleid: double-read-of-shared-value
            self.sock.recv(10)

    def deleted(self):
        if self.queue:
            log.append("queue")
            # ruleid: double-read-of-shared-value
            self.queue.get()

    def two_tests(self):
        if self.sock is not None:
            log.append("first")
        elif self.timer is not None:
            log.append("second")
            # ruleid: double-read-of-shared-value
            self.timer.cancel()


def use_client():
    if client is not None:
        log.append("use")
        # ruleid: double-read-of-shared-value
        client.get("x")


def drop_client():
    global client
    client = None


def visit(user):
    if user in sessions:
        log.append(user)
        # ruleid: double-read-of-shared-value
        print(sessions[user])


def visit_at_once(user):
    if user not in sessions:
        return None
    # ruleid: double-read-of-shared-value
    return sessions[user]


def leave(user):
    sessions.pop(user, None)


def main():
    global client
    client = object()
    link = Link(object())
    link.start()
    link.without_call(b"")
    link.by_truth()
    link.left_early("")
    link.called()
    link.gone_through()
    link.element()
    link.both_tests()
    link.either()
    link.in_loop()
    link.deleted()
    link.two_tests()
    threading.Thread(target=drop_client).start()
    use_client()
    threading.Thread(target=leave, args=("a",)).start()
    visit("a")
    visit_at_once("a")


main()
