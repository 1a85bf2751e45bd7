"""Spawned, made in the process, not used in one, or harmless."""
import multiprocessing
import random
import socket
import sqlite3
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy
import psycopg2
import redis
import requests
from sqlalchemy import create_engine

shop = sqlite3.connect("shop.db")
engine = create_engine("sqlite:///shop.db")
session = requests.Session()
cache = redis.Redis()
listener = socket.socket()
single = random.Random()
own = None
threads_only = psycopg2.connect("dbname=shop")
spawn = multiprocessing.get_context("spawn")


def spawned(number):
    # ok: connection-inherited-by-fork
    return shop.execute("select ?", (number,)).fetchone()


def connect():
    global own
    own = sqlite3.connect("shop.db")


def use_own(number):
    # ok: connection-inherited-by-fork
    return own.execute("select ?", (number,)).fetchone()


def first_use():
    # ok: connection-inherited-by-fork
    return engine.connect()


def fetch(number):
    # ok: connection-inherited-by-fork
    return session.get(f"http://localhost/{number}"), cache.get(number)


def accept():
    # ok: connection-inherited-by-fork
    return listener.accept()


def draw():
    # ok: connection-inherited-by-fork
    return single.random() + random.random()


def noise():
    # ok: connection-inherited-by-fork
    return numpy.random.rand(3)


def noisy(generator):
    # ok: connection-inherited-by-fork
    return generator.random(3), numpy.random.default_rng().random(3)


def local():
    connection = sqlite3.connect("shop.db")
    # ok: connection-inherited-by-fork
    return connection.execute("select 1").fetchone()


def in_thread():
    # ok: connection-inherited-by-fork
    return threads_only.cursor()


def main():
    listener.listen()
    with spawn.Pool(2) as pool:
        pool.map(spawned, range(3))
    with ProcessPoolExecutor(mp_context=spawn) as executor:
        executor.submit(spawned, 1).result()
    with multiprocessing.Pool(2, initializer=connect) as pool:
        pool.map(use_own, range(3))
        pool.map(fetch, range(3))
        pool.apply(first_use)
        pool.apply(local)
        pool.map(noisy, numpy.random.default_rng().spawn(3))
        pool.apply(accept)
    noise()
    process = multiprocessing.Process(target=draw)
    process.start()
    process.join()
    with ThreadPoolExecutor() as threads:
        threads.submit(in_thread).result()


if __name__ == "__main__":
    main()
