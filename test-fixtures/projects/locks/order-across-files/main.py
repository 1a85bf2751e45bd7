import threading

from accounts import deposit
from report import report

deposit("ann", 1)
report()
threading.Thread(target=deposit, args=("ann", 5)).start()  # root
threading.Thread(target=report).start()  # root
