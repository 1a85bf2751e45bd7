import threading
import state
from worker import work

for _ in range(4):
    threading.Thread(target=work).start()  # root

print(state.count)
