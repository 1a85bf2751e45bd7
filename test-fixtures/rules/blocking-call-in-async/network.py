"""Requests over the network with clients that wait."""
import http.client
import smtplib
import socket
import urllib.request
from ftplib import FTP
from urllib.request import urlopen

import httpx
import requests
from requests import Session, post


async def functions(url):
    # ruleid: blocking-call-in-async
    requests.get(url, timeout=3)
    # ruleid: blocking-call-in-async
    post(url, json={})
    # ruleid: blocking-call-in-async
    requests.request("PATCH", url).raise_for_status()
    # ruleid: blocking-call-in-async
    text = httpx.get(url).text
    # ruleid: blocking-call-in-async
    body = urlopen(url).status
    # ruleid: blocking-call-in-async
    urllib.request.urlretrieve(url, "file")
    return text, body


async def sessions(url):
    session = requests.Session()
    # ruleid: blocking-call-in-async
    session.get(url)
    with Session() as other:
        # ruleid: blocking-call-in-async
        other.put(url)
    with httpx.Client() as client:
        # ruleid: blocking-call-in-async
        client.delete(url)
    # ruleid: blocking-call-in-async
    return requests.Session().head(url).headers


async def by_annotation(session: requests.Session, client: "httpx.Client", maybe: httpx.Client | None, url):
    # ruleid: blocking-call-in-async
    session.options(url)
    if maybe:
        # ruleid: blocking-call-in-async
        maybe.get(url)
    # ruleid: blocking-call-in-async
    client.get(url)


class Api:
    def __init__(self, base, session: requests.Session):
        self.base = base
        self.session = session
        self.client = httpx.Client(base_url=base)

    async def items(self):
        # ruleid: blocking-call-in-async
        self.session.get(self.base)
        # ruleid: blocking-call-in-async
        return self.client.get("/items").json()


class Tuned(requests.Session):
    async def ping(self, url):
        # ruleid: blocking-call-in-async
        return self.get(url)


async def streams(url):
    # ruleid: blocking-call-in-async
    with requests.get(url, stream=True) as response:
        # ruleid: blocking-call-in-async
        for block in response.iter_content(1024):
            print(block)
    # ruleid: blocking-call-in-async
    with httpx.stream("GET", url) as stream:
        # ruleid: blocking-call-in-async
        print(stream.read())
    # ruleid: blocking-call-in-async
    whole = requests.get(url)
    # ok: blocking-call-in-async
    return list(whole.iter_lines())


async def connections(message):
    connection = http.client.HTTPSConnection("shop.example")
    # ruleid: blocking-call-in-async
    connection.request("GET", "/")
    # ruleid: blocking-call-in-async
    answer = connection.getresponse()
    # ruleid: blocking-call-in-async
    answer.read()
    # ruleid: blocking-call-in-async
    with smtplib.SMTP("mail.example") as server:
        # ruleid: blocking-call-in-async
        server.send_message(message)
    # ok: blocking-call-in-async
    later = smtplib.SMTP()
    # ruleid: blocking-call-in-async
    later.connect("mail.example")
    # ruleid: blocking-call-in-async
    files = FTP("ftp.example")
    # ruleid: blocking-call-in-async
    files.nlst()


async def names(host):
    # ruleid: blocking-call-in-async
    socket.gethostbyname(host)
    # ruleid: blocking-call-in-async
    socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    # ok: blocking-call-in-async
    socket.getaddrinfo("127.0.0.1", 443, flags=socket.AI_NUMERICHOST)
    # ok: blocking-call-in-async
    return socket.getaddrinfo(host, 443, flags=_NUMERIC)


_NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
