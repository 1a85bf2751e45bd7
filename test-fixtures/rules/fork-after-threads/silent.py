"""No thread at that moment, or no fork."""
import multiprocessing
import os
import subprocess
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def work(*args):
    print(*args)


def first():
    # ok: fork-after-threads
    multiprocessing.Process(target=work).start()
    threading.Thread(target=work).start()


def joined():
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    # ok: fork-after-threads
    multiprocessing.Process(target=work).start()


def ended(numbers):
    with ThreadPoolExecutor() as threads:
        list(threads.map(work, numbers))
    # ok: fork-after-threads
    with multiprocessing.Pool(2) as pool:
        pool.map(work, numbers)


def all_joined(numbers):
    threads = [threading.Thread(target=work, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # ok: fork-after-threads
    os.fork()


def spawned():
    threading.Thread(target=work).start()
    context = multiprocessing.get_context("spawn")
    # ok: fork-after-threads
    context.Process(target=work).start()
    with ProcessPoolExecutor(mp_context=context) as pool:
        # ok: fork-after-threads
        pool.submit(work)
    with ProcessPoolExecutor(max_tasks_per_child=10) as pool:
        # ok: fork-after-threads
        pool.submit(work)


def chosen_elsewhere(method):
    threading.Thread(target=work).start()
    # ok: fork-after-threads
    multiprocessing.get_context(method).Process(target=work).start()


def becomes_another():
    threading.Thread(target=work).start()
    # ok: fork-after-threads
    if os.fork() == 0:
        os.execv("/bin/ls", ["ls"])


def spawns():
    threading.Thread(target=work).start()
    # ok: fork-after-threads
    os.posix_spawn("/bin/ls", ["ls"], {})
    # ok: fork-after-threads
    subprocess.run(["ls"], start_new_session=True)
    # ok: fork-after-threads
    subprocess.Popen(["ls"], preexec_fn=None)


def either(is_parallel):
    if is_parallel:
        threading.Thread(target=work).start()
    else:
        # ok: fork-after-threads
        multiprocessing.Process(target=work).start()


def sometimes(is_parallel):
    if is_parallel:
        threading.Thread(target=work).start()
    # ok: fork-after-threads
    multiprocessing.Process(target=work).start()


def daemonise():
    # ok: fork-after-threads
    if os.fork() > 0:
        raise SystemExit


def run():
    daemonise()
    print("runs")


def warm_up():
    with ThreadPoolExecutor() as threads:
        threads.submit(work)


def after_warm_up():
    warm_up()
    # ok: fork-after-threads
    multiprocessing.Process(target=work).start()


def grandchild():
    # ok: fork-after-threads
    multiprocessing.Process(target=work).start()


def child_of_threads():
    context = multiprocessing.get_context("spawn")
    # ok: fork-after-threads
    context.Process(target=grandchild).start()
    threading.Thread(target=work).start()


def perhaps(is_beating):
    if is_beating:
        threading.Thread(target=work).start()


def may_have_none():
    perhaps(False)
    # ok: fork-after-threads
    multiprocessing.Process(target=work).start()


class Server:
    def __init__(self, is_beating):
        if is_beating:
            threading.Thread(target=work).start()

    def start(self):
        # ok: fork-after-threads
        multiprocessing.Process(target=work).start()


def unordered():
    # ok: fork-after-threads
    multiprocessing.Process(target=work).start()


def beats():
    threading.Thread(target=work).start()


if __name__ == "__main__":
    # ok: fork-after-threads
    multiprocessing.Process(target=work).start()
    run()
    # The main thread of some systems belongs to their windows.
    threading.Thread(target=run).start()
