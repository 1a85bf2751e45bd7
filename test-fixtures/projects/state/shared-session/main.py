import threading

from orders import store

for _ in range(4):
    threading.Thread(target=store).start()  # root
