"""Attributes of a thread-local object that the reading thread has not set."""
import threading
from concurrent.futures import ThreadPoolExecutor

at_import = threading.local()
at_import.user = "nobody"

in_main = threading.local()
in_worker = threading.local()
set_by_name = threading.local()
setattr(set_by_name, "depth", 0)


class Service:
    state = threading.local()

    def __init__(self):
        self.state.calls = 0

    def run(self):
        # ruleid: thread-local-initialised-once
        self.state.calls += 1


class Connections(threading.local):
    def close(self):
        print("closed")


connections = Connections()
connections.names = []


def greet():
    # ruleid: thread-local-initialised-once
    print(at_import.user)
    print(at_import.user)


def configure():
    in_main.name = "main"


def report():
    # ruleid: thread-local-initialised-once
    print(in_main.name)
    # ruleid: thread-local-initialised-once
    set_by_name.depth += 1
    # ruleid: thread-local-initialised-once
    connections.names.append("x")


def produce():
    in_worker.result = 42


def consume():
    # ruleid: thread-local-initialised-once
    print(getattr(in_worker, "result"))


configure()
service = Service()
threading.Thread(target=greet).start()
producer = threading.Thread(target=produce)
producer.start()
threading.Thread(target=consume).start()
threading.Timer(1, service.run).start()
with ThreadPoolExecutor() as pool:
    pool.submit(report)
producer.join()
# ruleid: thread-local-initialised-once
print(in_worker.result)
