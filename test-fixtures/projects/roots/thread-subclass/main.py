from worker import Worker

workers = [Worker() for _ in range(3)]

for worker in workers:
    worker.start()
