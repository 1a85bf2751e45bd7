import hashlib


def checksum(text):
    return hashlib.sha256(text.encode()).hexdigest()
