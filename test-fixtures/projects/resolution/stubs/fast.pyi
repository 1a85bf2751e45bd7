import requests

def client() -> requests.Session: ...

class Shop:
    session: requests.Session
