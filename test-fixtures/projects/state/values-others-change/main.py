import threading

import report
import worker
from store import store

store.link = object()
threading.Thread(target=worker.work).start()  # root
threading.Thread(target=worker.reload).start()  # root
print(report.summary(), report.price("tea"))
report.send("done")
