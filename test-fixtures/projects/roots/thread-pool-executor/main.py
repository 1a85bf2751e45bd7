from concurrent.futures import ThreadPoolExecutor

from jobs import prepare, work

pool = ThreadPoolExecutor(4, initializer=prepare)  # root
pool.map(work, range(100))
pool.shutdown()
