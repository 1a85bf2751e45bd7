"""Imports for Python 2 and 3: both names mean the same."""
try:
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from socketserver import ThreadingMixIn
except ImportError:
    from BaseHTTPServer import BaseHTTPRequestHandler, HTTPServer
    from SocketServer import ThreadingMixIn

hits = 0


class ThreadingServer(ThreadingMixIn, HTTPServer):
    daemon_threads = True


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.count()

    def count(self):
        global hits
        # ruleid: unlocked-shared-global
        hits += 1


ThreadingServer(("", 8080), Handler).serve_forever()
