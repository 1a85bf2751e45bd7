from multiprocessing import Pool, Process

import jobs
import state

if __name__ == "__main__":
    for _ in range(4):
        Process(target=jobs.work).start()
    with Pool(4, jobs.work) as pool:
        pool.apply_async(jobs.work).get()
    # ok: unlocked-shared-global
    state.count += 1
