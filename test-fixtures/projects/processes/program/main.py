"""Starts processes with what other files define."""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import heartbeat
import jobs
import workers


def main():
    adding = multiprocessing.Process(target=jobs.add, args=(3,))
    adding.start()
    adding.join()
    print(jobs.total)
    with ProcessPoolExecutor() as pool:
        list(pool.map(jobs.note, ["ann", "ben"]))
        print(pool.submit(jobs.count).result())
    print(jobs.report())
    heartbeat.start()
    workers.start_all()


if __name__ == "__main__":
    main()
