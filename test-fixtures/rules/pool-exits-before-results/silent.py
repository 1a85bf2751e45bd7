import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool

import pytest


def waits_by_itself(work, items):
    with Pool() as pool:
        # ok: pool-exits-before-results
        return pool.map(work, items)


def asked_inside(work):
    with Pool() as pool:
        # ok: pool-exits-before-results
        result = pool.apply_async(work)
        return result.get()


def asked_on_the_spot(work, items):
    with Pool() as pool:
        # ok: pool-exits-before-results
        print(pool.apply_async(work).get())
        # ok: pool-exits-before-results
        for each in pool.imap(work, items):
            print(each)
        # ok: pool-exits-before-results
        return list(pool.imap_unordered(work, items))


def asked_in_a_loop(work, items):
    with Pool() as pool:
        # ok: pool-exits-before-results
        results = [pool.apply_async(work, (item,)) for item in items]
        found = [result.get() for result in results]
    return found


def list_of_results(work, items):
    with Pool() as pool:
        results = []
        for item in items:
            # ok: pool-exits-before-results
            results.append(pool.apply_async(work, (item,)))
        for result in results:
            result.wait()
    return results


def closed_and_joined(work, items):
    with Pool() as pool:
        for item in items:
            # ok: pool-exits-before-results
            pool.apply_async(work, (item,))
        # ok: pool-exits-before-results
        rest = pool.map_async(work, items)
        pool.close()
        pool.join()
    return rest.get()


def yields(work, items):
    with Pool() as pool:
        # ok: pool-exits-before-results
        yield from pool.imap(work, items)


def yields_each(work, items):
    with Pool() as pool:
        # ok: pool-exits-before-results
        found = pool.imap(work, items)
        for each in found:
            yield each


def waits_in_another_way(work, queue, items):
    with Pool() as pool:
        for item in items:
            # ok: pool-exits-before-results
            pool.apply_async(work, (item,))
        for _ in items:
            queue.get()


def waits_for_another(work, items):
    with Pool() as pool:
        # ok: pool-exits-before-results
        pool.apply_async(work)
        pool.map(work, items)


def runs_until_stopped(work):
    with Pool() as pool:
        # ok: pool-exits-before-results
        pool.apply_async(work)
        while True:
            time.sleep(1)


def given_on(work, items, collect):
    with Pool() as pool:
        # ok: pool-exits-before-results
        collect(pool.imap(work, items))
        # ok: pool-exits-before-results
        results = [pool.apply_async(work)]
        collect(results)


def pool_given_on(work, collect):
    with Pool() as pool:
        # ok: pool-exits-before-results
        result = pool.apply_async(work)
        collect(pool)
    return result


def without_a_with(work):
    pool = Pool()
    # ok: pool-exits-before-results
    result = pool.apply_async(work)
    return result.get()


def closing_only(work, items):
    with closing(ThreadPool(4)) as pool:
        # `closing` calls `close`, which lets the jobs go on.
        # ok: pool-exits-before-results
        result = pool.map_async(work, items)
    return result.get()


def executor(work):
    with ProcessPoolExecutor() as pool:
        # ok: pool-exits-before-results
        future = pool.submit(work)
    return future.result()


def fails_at_once(work, items):
    with Pool() as pool:
        with pytest.raises(ValueError):
            # ok: pool-exits-before-results
            pool.map_async(work, items, chunksize=0)


def unknown(pool, work):
    with pool:
        # ok: pool-exits-before-results
        result = pool.apply_async(work)
    return result.get()


class Jobs:
    def start(self, work):
        with Pool() as pool:
            # Who looks at it is not looked for.
            # ok: pool-exits-before-results
            self.result = pool.apply_async(work)
