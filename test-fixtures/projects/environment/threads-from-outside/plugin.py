events = 0
polled = 0


def on_event(event):
    global events
    # ruleid: unlocked-shared-global
    events += event.count()


def on_load(host):
    global polled
    # ok: unlocked-shared-global
    polled += host.count()


class Plugin:
    def __init__(self, host):
        self.host = host
        self.seen = 0
        self.asked = 0

    def poll(self):
        # Nobody knows whether the threads have the same plugin: an info.
        # ruleid: unlocked-shared-attribute
        self.seen += self.host.count()

    def ask(self):
        # ok: unlocked-shared-attribute
        self.asked += self.host.count()
