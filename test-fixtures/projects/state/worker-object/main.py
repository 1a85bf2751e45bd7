from worker import Worker

worker = Worker()  # root
worker.start()
worker.rewind()
worker.join()
