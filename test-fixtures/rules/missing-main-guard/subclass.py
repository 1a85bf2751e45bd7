"""A class of one's own."""
from multiprocessing import Process


class Worker(Process):
    def run(self):
        print("works")


worker = Worker()
# ruleid: missing-main-guard
worker.start()
worker.join()
