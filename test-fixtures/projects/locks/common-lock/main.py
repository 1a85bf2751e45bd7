import threading

from work import backwards, forwards

threading.Thread(target=forwards).start()
threading.Thread(target=backwards).start()
