import signal

import handlers
import store

signal.signal(signal.SIGHUP, handlers.on_hangup)  # root
signal.signal(signal.SIGTERM, handlers.on_stop)

for line in open("names.txt"):
    store.save(line.strip(), "")
