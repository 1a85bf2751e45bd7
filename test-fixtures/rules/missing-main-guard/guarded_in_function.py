"""The function itself asks."""
import multiprocessing


def work():
    pass


def main():
    if multiprocessing.parent_process() is None:
        # ok: missing-main-guard
        multiprocessing.Process(target=work).start()


main()
