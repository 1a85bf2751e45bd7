import threading

from jobs import work

for _ in range(4):
    threading.Thread(target=work).start()  # root
