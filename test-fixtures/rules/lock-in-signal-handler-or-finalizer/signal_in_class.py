import signal
import threading


class Server:
    def __init__(self):
        self.lock = threading.Lock()
        self.clients = []
        signal.signal(signal.SIGTERM, self.stop)

    def stop(self, number, frame):
        # ruleid: lock-in-signal-handler-or-finalizer
        with self.lock:
            self.clients.clear()

    def serve(self):
        while True:
            with self.lock:
                self.clients.append(object())


Server().serve()
