"""What counts as a change, by kind of container."""
import collections
import threading
import weakref


class Server:
    def __init__(self):
        self.clients = set()
        self.recent = collections.deque(maxlen=10)
        self.jobs = []
        self.log = []
        self.totals = {"in": 0, "out": 0}
        self.groups = collections.defaultdict(list)
        self.listeners = weakref.WeakSet()
        self.states = {}
        self.table = {}
        self.ready = {}
        self.tries = {}

    def start(self):
        for _ in range(4):
            threading.Thread(target=self.serve).start()

    def serve(self, client="x"):
        self.clients.add(client)
        self.recent.append(client)
        self.jobs.remove(client)
        self.log.append(client)
        self.log.pop()
        self.totals["in"] = 1
        self.totals["out"] = 2
        self.totals.update(out=2)
        self.listeners.add(client)
        if client in self.states:
            self.states[client] = "served"
        for name in self.states:
            self.states[name] = "old"
        # A dictionary that is replaced as a whole is no trouble to those who go through the old one.
        self.table = {client: 1}
        print(self.groups[client])
        print(self.ready[client])
        self.ready[client] = "done"
        # ruleid: unlocked-shared-attribute
        self.tries[client] = self.tries.get(client, 0) + 1

    def visit(self):
        # ruleid: iterate-while-shared-mutation
        for client in self.clients:
            print(client)
        # ruleid: iterate-while-shared-mutation
        for client in self.recent:
            print(client)
        # ruleid: iterate-while-shared-mutation
        for job in self.jobs:
            print(job)
        # A loop over a list goes on to what is appended meanwhile.
        # ok: iterate-while-shared-mutation
        for line in self.log:
            print(line)
        # ok: iterate-while-shared-mutation
        for direction in self.totals:
            print(direction)
        # ok: iterate-while-shared-mutation
        for state in self.states.values():
            print(state)
        # ok: iterate-while-shared-mutation
        for state in self.table.values():
            print(state)
        # Reading an element that is not there makes it.
        # ruleid: iterate-while-shared-mutation
        for group in self.groups.values():
            print(group)
        # ok: iterate-while-shared-mutation
        for state in self.ready.values():
            print(state)
        # ruleid: iterate-while-shared-mutation
        for client in self.tries:
            print(client)

    def copied(self):
        # Its iterator is written in Python.
        # ruleid: iterate-while-shared-mutation
        return list(self.listeners)

    def copied_by_method(self):
        # ruleid: iterate-while-shared-mutation
        return self.listeners.copy()

    def through_variable(self):
        clients = self.clients
        # ruleid: iterate-while-shared-mutation
        for client in clients:
            print(client)

    def taken_over(self):
        recent = self.recent
        self.recent = collections.deque()
        # Nobody else has it any more.
        # ok: iterate-while-shared-mutation
        for client in recent:
            print(client)

    def first(self):
        # ok: iterate-while-shared-mutation
        for client in self.clients:
            return client

    def ready_for_it(self):
        try:
            # ok: iterate-while-shared-mutation
            for client in self.clients:
                print(client)
        except RuntimeError:
            pass

    def not_ready(self):
        try:
            # ruleid: iterate-while-shared-mutation
            for client in self.clients:
                print(client)
        except ValueError:
            pass


server = Server()
server.start()
server.visit()
server.copied()
server.copied_by_method()
server.through_variable()
server.taken_over()
server.first()
server.ready_for_it()
server.not_ready()
