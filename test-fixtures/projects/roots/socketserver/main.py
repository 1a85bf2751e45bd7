from socketserver import TCPServer, ThreadingMixIn

from handler import Echo


class Server(ThreadingMixIn, TCPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 9999), Echo)  # root
