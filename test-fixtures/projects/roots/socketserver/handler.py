from socketserver import BaseRequestHandler

import state


class Echo(BaseRequestHandler):
    def handle(self):
        # ruleid: unlocked-shared-global
        state.count += 1
        self.request.sendall(self.request.recv(1024))
