import store


def on_hangup(number, frame):
    # ruleid: lock-in-signal-handler-or-finalizer
    store.clear()


def on_stop(number, frame):
    # ok: lock-in-signal-handler-or-finalizer
    raise SystemExit
