from socketserver import BaseRequestHandler, ForkingTCPServer

import state


class Handler(BaseRequestHandler):
    def handle(self):
        # Each request has a process of its own.
        # ok: unlocked-shared-global
        state.count += 1


ForkingTCPServer(("127.0.0.1", 9999), Handler).serve_forever()
