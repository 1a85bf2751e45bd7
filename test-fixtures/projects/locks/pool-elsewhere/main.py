import pages
import pools

jobs = []
for name in open("names.txt"):
    jobs.append(pools.pool.submit(pages.load, name))  # root
    jobs.append(pools.pool.submit(pages.load_well, name))
