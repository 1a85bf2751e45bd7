"""Orders tea from the suppliers, and waits until they have answered."""

import requests


def restock(tea):
    return send("orders", {"tea": tea})


def send(path, data):
    reply = requests.post(f"https://leaf.example/{path}", json=data)
    return reply.json()
