"""Nothing is forked here, so it surely fails."""
import multiprocessing


def work():
    pass


spawning = multiprocessing.get_context("spawn")
# ruleid: missing-main-guard
spawning.Process(target=work).start()
