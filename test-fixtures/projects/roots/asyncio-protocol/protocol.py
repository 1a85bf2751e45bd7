import time
from asyncio import Protocol  # root


class Echo(Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        # ruleid: blocking-call-in-async
        time.sleep(0.1)
        self.transport.write(data)
