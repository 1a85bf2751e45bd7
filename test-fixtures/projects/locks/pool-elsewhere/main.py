import pages
import pools

for name in open("names.txt"):
    pools.pool.submit(pages.load, name)  # root
    pools.pool.submit(pages.load_well, name)
