import queue
import threading
from multiprocessing import Manager, Process, Queue


def work(results, number):
    results.put([number] * 100_000)


def consume(jobs):
    while jobs.get() is not None:
        pass


def pass_on(results, write):
    write(results)


def read_first():
    results = Queue()
    processes = [Process(target=work, args=(results, number)) for number in range(4)]
    for process in processes:
        process.start()
    found = [results.get() for _ in processes]
    for process in processes:
        # ok: join-before-drain
        process.join()
    return found


def read_in_the_same_turn():
    results = Queue()
    for number in range(4):
        process = Process(target=work, args=(results, number))
        process.start()
        print(results.get())
        # ok: join-before-drain
        process.join()


def queue_of_a_manager():
    with Manager() as manager:
        results = manager.Queue()
        process = Process(target=work, args=(results, 1))
        process.start()
        # ok: join-before-drain
        process.join()
        return results.get()


def jobs_go_the_other_way():
    jobs = Queue()
    process = Process(target=consume, args=(jobs,))
    process.start()
    jobs.put(1)
    jobs.put(None)
    # ok: join-before-drain
    process.join()
    return jobs.empty()


def with_a_limit():
    results = Queue()
    process = Process(target=work, args=(results, 1))
    process.start()
    # ok: join-before-drain
    process.join(timeout=5)
    return results.get()


def killed():
    results = Queue()
    process = Process(target=work, args=(results, 1))
    process.start()
    process.terminate()
    # ok: join-before-drain
    process.join()
    return results.get_nowait()


def read_by_a_thread(collect):
    results = Queue()
    process = Process(target=work, args=(results, 1))
    process.start()
    threading.Thread(target=collect, args=(results,)).start()
    # ok: join-before-drain
    process.join()
    return results.get()


def unknown_target(target):
    results = Queue()
    process = Process(target=target, args=(results, 1))
    process.start()
    # ok: join-before-drain
    process.join()
    return results.get()


def passed_on(write):
    results = Queue()
    process = Process(target=pass_on, args=(results, write))
    process.start()
    # ok: join-before-drain
    process.join()
    return results.get()


def another_process():
    results = Queue()
    process = Process(target=work, args=(results, 1))
    other = Process(target=print, args=(1,))
    process.start()
    other.start()
    # ok: join-before-drain
    other.join()
    print(results.get())
    # ok: join-before-drain
    process.join()


def threads():
    results = queue.Queue()
    thread = threading.Thread(target=work, args=(results, 1))
    thread.start()
    # ok: join-before-drain
    thread.join()
    return results.get()
