from multiprocessing import Pool


def late(work):
    with Pool(4) as pool:
        # ruleid: pool-exits-before-results
        result = pool.apply_async(work)  # one job
    return result.get()


def lost(work, items):
    with Pool() as workers:
        for item in items:
            # ruleid: pool-exits-before-results
            workers.apply_async(work, (item,))


def returned(work, items):
    with Pool() as pool:
        # ruleid: pool-exits-before-results
        return pool.imap(work, items)


def returned_by_name(work, items):
    with Pool() as pool:
        # ruleid: pool-exits-before-results
        results = [pool.apply_async(work, (item,)) for item in items]
        return results


def on_one_line(work):
    # ruleid: pool-exits-before-results
    with Pool() as pool: result = pool.apply_async(work)
    return result.get()
