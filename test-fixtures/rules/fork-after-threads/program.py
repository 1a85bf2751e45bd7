"""The program chooses another start method for all of its processes."""
import multiprocessing
import threading


def work():
    pass


def main():
    threading.Thread(target=work).start()
    # ok: fork-after-threads
    multiprocessing.Process(target=work).start()


if __name__ == "__main__":
    multiprocessing.set_start_method("forkserver")
    main()
