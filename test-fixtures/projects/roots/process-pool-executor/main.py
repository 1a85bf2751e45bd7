from concurrent.futures import ProcessPoolExecutor

from jobs import work

if __name__ == "__main__":
    with ProcessPoolExecutor() as pool:
        pool.map(work, range(100))
