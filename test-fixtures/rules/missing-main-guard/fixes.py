"""The function at the end of the module is called whenever it is imported."""
import multiprocessing


def work():
    pass


def start():
    workers = multiprocessing.Pool(2)
    workers.apply_async(work)
    workers.close()
    workers.join()


def main():
    print("starts")
    start()


# ruleid: missing-main-guard
main()
