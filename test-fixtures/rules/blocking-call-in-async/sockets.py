"""Sockets block unless somebody has made them non-blocking or watches them."""
import asyncio
import socket
import ssl


async def blocking(address, data):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # ruleid: blocking-call-in-async
    sock.connect(address)
    # ruleid: blocking-call-in-async
    sock.sendall(data)
    # ruleid: blocking-call-in-async
    answer = sock.recv(4096)
    # ruleid: blocking-call-in-async
    other = socket.create_connection(address)
    other.settimeout(5)
    # ruleid: blocking-call-in-async
    other.recv_into(bytearray(16))
    return answer


async def encrypted(address):
    # ruleid: blocking-call-in-async
    context = ssl.create_default_context()
    # ruleid: blocking-call-in-async
    raw = socket.create_connection(address)
    secure = context.wrap_socket(raw, server_hostname="shop.example")
    # ruleid: blocking-call-in-async
    return secure.recv(1024)


class Listener:
    def __init__(self):
        self.sock = socket.socket()

    async def accept(self):
        # ruleid: blocking-call-in-async
        connection, peer = self.sock.accept()
        # ruleid: blocking-call-in-async
        return connection.recv(16), peer


async def non_blocking(loop, address):
    sock = socket.socket()
    sock.setblocking(False)
    # ok: blocking-call-in-async
    sock.connect_ex(address)
    # ok: blocking-call-in-async
    sock.recv(10)
    timed = socket.socket()
    timed.settimeout(0)
    # ok: blocking-call-in-async
    timed.recv(10)
    flagged = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    # ok: blocking-call-in-async
    flagged.recv(10)


class Watched:
    def __init__(self):
        sock = socket.socket()
        sock.setblocking(False)
        self.sock = sock
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    async def poll(self):
        # ok: blocking-call-in-async
        return self.sock.recv(100)

    async def announce(self, message, peer):
        # ok: blocking-call-in-async
        self.udp.sendto(message, peer)
        # ok: blocking-call-in-async
        self.udp.connect(peer)
        # ruleid: blocking-call-in-async
        return self.udp.recvfrom(512)


class Ready:
    def __init__(self, loop):
        self.sock = socket.socket()
        loop = asyncio.get_running_loop()
        loop.add_reader(self.sock, self.on_ready)

    def on_ready(self):
        # ok: blocking-call-in-async
        print(self.sock.recv(1024))


async def tried():
    sock = socket.socket()
    try:
        # ok: blocking-call-in-async
        return sock.recv(1)
    except BlockingIOError:
        return b""


async def by_annotation(sock: socket.socket):
    # ok: blocking-call-in-async
    return sock.recv(1)


async def with_the_loop(address):
    loop = asyncio.get_running_loop()
    sock = socket.socket()
    sock.setblocking(False)
    # ok: blocking-call-in-async
    await loop.sock_connect(sock, address)
    # ok: blocking-call-in-async
    return await loop.sock_recv(sock, 100)
