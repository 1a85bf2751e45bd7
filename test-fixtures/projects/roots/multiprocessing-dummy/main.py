from multiprocessing.dummy import Process

from jobs import work

for _ in range(4):
    Process(target=work).start()  # root
