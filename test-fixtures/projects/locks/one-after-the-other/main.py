import threading

from work import backwards, forwards

thread = threading.Thread(target=forwards)
thread.start()
thread.join()
backwards()
