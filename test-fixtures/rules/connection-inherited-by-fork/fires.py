"""Made at import, and used in processes that may be forked."""
import multiprocessing
import random
import socket
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process

import numpy
import psycopg2
import requests
from celery import shared_task
from pymongo import MongoClient
from sqlalchemy import create_engine

database = psycopg2.connect("dbname=shop")
shop = sqlite3.connect("shop.db")
client = MongoClient("localhost", 27017)
orders = client.shop.orders
line = socket.create_connection(("localhost", 7))
engine = create_engine("postgresql://localhost/shop")
session = requests.Session()
dice = random.Random(6)
generator = numpy.random.default_rng()


def query(number):
    # ruleid: connection-inherited-by-fork
    with database.cursor() as cursor:
        cursor.execute("select %s", (number,))


def look_up(number):
    # ruleid: connection-inherited-by-fork
    return shop.execute("select ?", (number,)).fetchone()


def talk(number):
    # ruleid: connection-inherited-by-fork
    line.sendall(bytes(number))


def fetch(number):
    # ruleid: connection-inherited-by-fork
    return session.get(f"http://localhost/{number}")


def store(number):
    # ruleid: connection-inherited-by-fork
    with engine.begin() as connection:
        connection.execute(number)


def roll(number):
    # ruleid: connection-inherited-by-fork
    return dice.randint(1, number)


def sample(number):
    # ruleid: connection-inherited-by-fork
    return generator.random(number)


def noise(number):
    # ruleid: connection-inherited-by-fork
    return numpy.random.rand(number)


@shared_task
def count():
    # ruleid: connection-inherited-by-fork
    return orders.count_documents({})


class Worker(Process):
    def run(self):
        # ruleid: connection-inherited-by-fork
        client.shop.users.find_one()


def main():
    session.get("http://localhost")
    with engine.connect() as connection:
        connection.execute("select 1")
    with multiprocessing.Pool(4) as pool:
        pool.map(query, range(3))
        pool.map(look_up, range(3))
        pool.map(roll, range(3))
        pool.map(sample, range(3))
        pool.map(noise, range(3))
    with ProcessPoolExecutor() as executor:
        executor.submit(talk, 1).result()
        executor.submit(fetch, 1).result()
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=store, args=(1,))
    process.start()
    process.join()
    Worker().start()


if __name__ == "__main__":
    main()
