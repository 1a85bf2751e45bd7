from pools import other, pool


def parse(part):
    return len(part)


def load(page):
    # ruleid: wait-in-own-pool
    return sum(pool.map(parse, page.split()))


def load_well(page):
    # ok: wait-in-own-pool
    return sum(other.map(parse, page.split()))
