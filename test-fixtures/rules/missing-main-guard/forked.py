"""Works on systems with fork."""
import multiprocessing


def work():
    pass


multiprocessing.set_start_method("fork")
# ruleid: missing-main-guard
multiprocessing.Process(target=work).start()
