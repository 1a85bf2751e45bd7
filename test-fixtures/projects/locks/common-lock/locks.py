import threading

outer = threading.Lock()
first = threading.Lock()
second = threading.Lock()
