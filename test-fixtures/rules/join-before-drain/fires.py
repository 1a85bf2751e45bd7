import multiprocessing
from multiprocessing import JoinableQueue, Process, Queue


def work(results, number):
    results.put([number] * 100_000)


def work_many(results, numbers):
    for number in numbers:
        results.put(number)


def one():
    results = Queue()
    process = Process(target=work, args=(results, 1))
    process.start()
    # ruleid: join-before-drain
    process.join()
    return results.get()


def many():
    results = multiprocessing.Queue()
    processes = [Process(target=work, args=(results, number)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        # ruleid: join-before-drain
        process.join()
    found = []
    while not results.empty():
        found.append(results.get())
    return found


def in_a_list():
    results = JoinableQueue()
    processes = []
    for number in range(4):
        process = Process(target=work_many, args=(results, range(number)))
        processes.append(process)
        process.start()
    for each in processes:
        # ruleid: join-before-drain
        each.join()
    results.put(None)
    return list(iter(results.get, None))


def of_a_context():
    context = multiprocessing.get_context("spawn")
    results = context.SimpleQueue()
    process = context.Process(target=work, args=(results, 1))
    process.start()
    # ruleid: join-before-drain
    process.join()
    return results.get()


def small(results):
    results.put("done")


def one_small_item():
    results = Queue()
    process = Process(target=small, args=(results,))
    process.start()
    # ruleid: join-before-drain
    process.join()
    return results.get()
