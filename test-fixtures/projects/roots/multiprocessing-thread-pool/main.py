from multiprocessing.pool import ThreadPool

from jobs import work

with ThreadPool(4) as pool:
    pool.map(work, range(100))  # root
