"""Ways to start and join that one meets in real programs."""
import threading
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

twice = in_list = by_lambda = in_sequence = rearmed = in_single_pool = by_object = in_main_loop = 0


def increment_twice():
    global twice
    # ruleid: unlocked-shared-global
    twice += 1


def start_two():
    first = Thread(target=increment_twice)
    second = Thread(target=increment_twice)
    first.start()
    second.start()
    first.join()
    second.join()


def increment_in_list():
    global in_list
    # ruleid: unlocked-shared-global
    in_list += 1


def start_list():
    global in_list
    threads = [Thread(target=increment_in_list) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # ok: unlocked-shared-global
    in_list += 1


def add(amount):
    global by_lambda
    # ruleid: unlocked-shared-global
    by_lambda += amount


def start_lambda():
    for _ in range(3):
        Thread(target=lambda: add(5)).start()


def increment_in_sequence():
    global in_sequence
    # Each thread has ended before the next one starts.
    # ok: unlocked-shared-global
    in_sequence += 1


def start_in_sequence():
    first = Thread(target=increment_in_sequence)
    first.start()
    first.join()
    second = Thread(target=increment_in_sequence)
    second.start()
    second.join()


def rearm():
    global rearmed
    # One timer at a time: it starts the next one at its end.
    # ok: unlocked-shared-global
    rearmed += 1
    threading.Timer(1, rearm).start()


def single_job():
    global in_single_pool
    # One worker runs one job after the other.
    # ok: unlocked-shared-global
    in_single_pool += 1


def use_single_pool():
    with ThreadPoolExecutor(max_workers=1) as pool:
        for _ in range(4):
            pool.submit(single_job)
        pool.submit(single_job)


def increment_by_object():
    global by_object
    # ruleid: unlocked-shared-global
    by_object += 1


class Worker:
    def __init__(self):
        self.thread = Thread(target=self.run)

    def start(self):
        self.thread.start()

    def run(self):
        increment_by_object()


def start_objects():
    left, right = Worker(), Worker()
    left.start()
    right.start()


def tick():
    global in_main_loop
    while True:
        # ruleid: unlocked-shared-global
        in_main_loop -= 1


def main():
    global in_main_loop
    start_two()
    start_list()
    start_lambda()
    start_in_sequence()
    rearm()
    use_single_pool()
    start_objects()
    Thread(target=tick, daemon=True).start()
    while True:
        # ruleid: unlocked-shared-global
        in_main_loop += 10


main()
