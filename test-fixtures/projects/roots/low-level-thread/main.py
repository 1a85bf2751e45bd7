import _thread

from jobs import work

for _ in range(4):
    _thread.start_new_thread(work, ())  # root
