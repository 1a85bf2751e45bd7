import threading

from jobs import jobs


def repair():
    jobs.repair("a")


def stop():
    jobs.stop("a")


threading.Thread(target=repair).start()  # root
threading.Thread(target=stop).start()  # root
