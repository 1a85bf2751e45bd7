"""The parent reads what a process has changed for itself."""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process

total = 0
results = []
by_name = {}
last = None


def count(number):
    global total
    # ruleid: global-changed-in-process
    total += number


def collect(number):
    # ruleid: global-changed-in-process
    results.append(number)


def name_it(number):
    # ruleid: global-changed-in-process
    by_name[str(number)] = number


def remember(number):
    global last
    # ruleid: global-changed-in-process
    last = compute(number)


def compute(number):
    return number * 2


def main():
    processes = [Process(target=count, args=(number,)) for number in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(total)
    with multiprocessing.Pool(2) as pool:
        pool.map(collect, range(3))
    report()
    with ProcessPoolExecutor() as executor:
        executor.submit(name_it, 1).result()
    for name in by_name:
        print(name)
    start_remembering()
    print(last)


def report():
    print(len(results))


def start_remembering():
    process = Process(target=remember, args=(1,))
    process.start()
    process.join()


class Counter:
    made = 0

    def __init__(self):
        self.count = 0
        self.seen = []

    def work(self, number):
        # ruleid: global-changed-in-process
        Counter.made += 1
        # ruleid: global-changed-in-process
        self.count += number
        self.note(number)

    def note(self, number):
        # ruleid: global-changed-in-process
        self.seen.append(number)

    def run(self):
        process = Process(target=self.work, args=(3,))
        process.start()
        process.join()
        print(self.count, self.seen, Counter.made)


class Worker(Process):
    def __init__(self):
        super().__init__()
        self.answer = None

    def run(self):
        # ruleid: global-changed-in-process
        self.answer = 42


def ask():
    worker = Worker()
    worker.start()
    worker.join()
    return worker.answer


class Holder:
    def __init__(self):
        self.value = None
        self.process = Process(target=self.fill)

    def start(self):
        self.process.start()

    def fill(self):
        # ruleid: global-changed-in-process
        self.value = 1

    def get(self):
        self.process.join()
        return self.value


def fill(found, limit):
    for number in range(limit):
        # ruleid: global-changed-in-process
        found[number] = True


def into_argument():
    found = {}
    process = Process(target=fill, args=(found, 3))
    process.start()
    process.join()
    return found


def add(found):
    # ruleid: global-changed-in-process
    found.append(1)


def into_job():
    found = []
    with multiprocessing.Pool(1) as pool:
        pool.apply(add, (found,))
    return found


if __name__ == "__main__":
    main()
    Counter().run()
    ask()
    into_argument()
    into_job()
