"""What a new process is given: sent where it is spawned, an info where it may be forked."""
import multiprocessing
from multiprocessing import Process


def work():
    pass


def by_default():
    # ruleid: unpicklable-process-argument
    Process(target=lambda: None).start()

    def child(file):
        file.close()

    # ruleid: unpicklable-process-argument
    Process(target=child, args=(open("log.txt"),)).start()


def spawned(path):
    context = multiprocessing.get_context("spawn")

    def child():
        pass

    # ruleid: unpicklable-process-argument
    process = context.Process(target=child)
    process.start()
    # ruleid: unpicklable-process-argument
    context.Process(target=work, args=(open(path),)).start()
    # ok: unpicklable-process-argument
    context.Process(target=work, args=(context.Queue(), context.Lock())).start()


class Server(multiprocessing.get_context("spawn").Process):
    def __init__(self):
        super().__init__()
        self.log = open("server.log", "a")

    def run(self):
        self.log.write("runs")


def serve():
    server = Server()
    # ruleid: unpicklable-process-argument
    server.start()
