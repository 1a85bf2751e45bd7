from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer

import state


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        # ruleid: unlocked-shared-global
        state.count += 1
        self.send_response(200)


class Single(BaseHTTPRequestHandler):
    def do_GET(self):
        # One request after the other.
        # ok: unlocked-shared-global
        state.single += 1


ThreadingHTTPServer(("127.0.0.1", 8000), Handler).serve_forever()  # root
HTTPServer(("127.0.0.1", 8001), Single).serve_forever()
