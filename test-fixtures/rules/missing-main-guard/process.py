"""A process that is started at the top level, one by one."""
import multiprocessing


def work(number):
    print(number)


processes = [multiprocessing.Process(target=work, args=(number,)) for number in range(4)]
for process in processes:
    # ruleid: missing-main-guard
    process.start()
for process in processes:
    process.join()
