from socketserver import BaseRequestHandler, ThreadingTCPServer

total = 0


class Server(ThreadingTCPServer):
    allow_reuse_address = True


class Session:
    def __init__(self):
        self.packets = 0

    def next(self):
        # Each request has a handler of its own, and that a session of its own.
        # ok: unlocked-shared-attribute
        self.packets += 1


class Handler(BaseRequestHandler):
    def handle(self):
        global total
        # ruleid: unlocked-shared-global
        total += 1
        self.session = Session()
        self.answer()

    def answer(self):
        # ok: unlocked-shared-attribute
        self.session.packets += 1
        self.session.next()


server = Server(("127.0.0.1", 9999), Handler)  # root
