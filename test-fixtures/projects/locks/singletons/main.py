import threading

from bus import bus
from flush import flush

threading.Thread(target=bus.publish, args=("started",)).start()  # root
threading.Thread(target=flush).start()  # root
