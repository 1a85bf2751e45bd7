import multiprocessing
from multiprocessing.pool import Pool, ThreadPool


def late(work):
    with Pool(4) as pool:
        # ruleid: pool-exits-before-results
        result = pool.apply_async(work)
    return result.get()


def lost(work, items):
    with multiprocessing.Pool() as pool:
        for item in items:
            # ruleid: pool-exits-before-results
            pool.apply_async(work, (item,))


def never_asked(work, items):
    with multiprocessing.Pool() as pool:
        # ruleid: pool-exits-before-results
        results = [pool.apply_async(work, (item,)) for item in items]
        print("given", len(items))


def iterated_later(work, items):
    with Pool() as pool:
        # ruleid: pool-exits-before-results
        found = pool.imap_unordered(work, items)
    for each in found:
        print(each)


def list_of_results(work, items):
    results = []
    with Pool() as pool:
        for item in items:
            # ruleid: pool-exits-before-results
            results.append(pool.apply_async(work, (item,)))
    return [result.get() for result in results]


def returned(work, items):
    with Pool() as pool:
        # ruleid: pool-exits-before-results
        return pool.imap(work, items)


def returned_by_name(work, items):
    with Pool() as pool:
        # ruleid: pool-exits-before-results
        numbered = enumerate(pool.imap(work, items))
        return numbered


def of_a_context(work):
    context = multiprocessing.get_context("spawn")
    with context.Pool() as pool:
        # ruleid: pool-exits-before-results
        result = pool.starmap_async(work, [(1, 2)])
    return result.get()


def in_threads(work, items):
    with ThreadPool(4) as pool:
        # ruleid: pool-exits-before-results
        result = pool.map_async(work, items)
    return result.get()


def made_before(work):
    pool = Pool()
    with pool:
        # ruleid: pool-exits-before-results
        result = pool.apply_async(work)
    return result.get()


def perhaps_in_time(work, other):
    with Pool() as pool:
        # ruleid: pool-exits-before-results
        result = pool.apply_async(work)
        other()
    return result.get()


if __name__ == "__main__":
    with Pool() as workers:
        # ruleid: pool-exits-before-results
        answer = workers.apply_async(pow, (2, 10))
    print(answer.get())
