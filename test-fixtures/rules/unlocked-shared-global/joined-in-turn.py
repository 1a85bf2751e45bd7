import threading
from concurrent.futures import ThreadPoolExecutor

by_call = 0
by_turn = 0
by_job = 0
by_branch = 0
by_group = 0
by_others = 0


def size(number):
    return len(str(number))


# Each has ended before the next one starts.
def add_by_call():
    global by_call
    # ok: unlocked-shared-global
    by_call += size(by_call)


def run():
    thread = threading.Thread(target=add_by_call)
    thread.start()
    thread.join()


for _ in range(3):
    run()


def add_by_turn():
    global by_turn
    # ok: unlocked-shared-global
    by_turn += size(by_turn)


for _ in range(3):
    worker = threading.Thread(target=add_by_turn)
    worker.start()
    # ruleid: threads-run-one-at-a-time
    worker.join()


def add_by_job():
    global by_job
    # ok: unlocked-shared-global
    by_job += size(by_job)


pool = ThreadPoolExecutor(4)
for _ in range(3):
    # ruleid: threads-run-one-at-a-time
    pool.submit(add_by_job).result()


# Only some are waited for.
def add_by_branch():
    global by_branch
    # ruleid: unlocked-shared-global
    by_branch += size(by_branch)


def run_and_perhaps_wait(wait):
    thread = threading.Thread(target=add_by_branch)
    thread.start()
    if wait:
        thread.join()


for number in range(3):
    run_and_perhaps_wait(number == 2)


# All of them run before the first is waited for.
def add_by_group():
    global by_group
    # ruleid: unlocked-shared-global
    by_group += size(by_group)


group = []
for _ in range(3):
    member = threading.Thread(target=add_by_group)
    group.append(member)
    member.start()
for member in group:
    member.join()


# Each is waited for, but by threads that run beside each other.
def add_by_others():
    global by_others
    # ruleid: unlocked-shared-global
    by_others += size(by_others)


def start_and_wait():
    inner = threading.Thread(target=add_by_others)
    inner.start()
    inner.join()


for _ in range(3):
    threading.Thread(target=start_and_wait).start()
