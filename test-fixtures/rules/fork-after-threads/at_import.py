"""The module has started a thread before anybody can call its functions."""
import multiprocessing
import threading


def work():
    pass


threading.Thread(target=work, daemon=True).start()


def serve():
    # ruleid: fork-after-threads
    multiprocessing.Process(target=work).start()
