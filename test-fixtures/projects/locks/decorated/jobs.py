from locking import QUEUE_LOCK, notifying, synchronized


class Jobs:
    def __init__(self):
        self.jobs = []

    # ruleid: lock-order-inversion
    @notifying
    def add(self, job):
        self.jobs.append(job)

    @synchronized(QUEUE_LOCK)
    def repair(self, job):
        self.add(job)

    @synchronized(QUEUE_LOCK)
    def replace(self, job):
        self.jobs[:] = [job]

    @notifying
    def stop(self, job):
        self.replace(job)


jobs = Jobs()
