"""Objects of the libraries that are used by several threads at once."""
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
import httpx
import matplotlib.pyplot as plt
import pika
import redis
import requests
import zmq
from kafka import KafkaConsumer
from matplotlib.figure import Figure
from pymongo import MongoClient
from selenium import webdriver
from sqlalchemy import create_engine
from sqlalchemy.orm import scoped_session, sessionmaker

engine = create_engine("sqlite://")
Session = sessionmaker(engine)
session = Session()
locked = Session()
registry = scoped_session(Session)
registered = registry
bucket = boto3.resource("s3")
client = boto3.client("s3")
mongo = MongoClient()
cache = redis.Redis()
pipeline = cache.pipeline()
web = httpx.Client()
http = requests.Session()
browser = webdriver.Firefox()
socket = zmq.Context().socket(zmq.PUSH)
consumer = KafkaConsumer("orders")
connection = pika.BlockingConnection()
channel = connection.channel()
lock = threading.Lock()
log = open("log.txt", "a")
raw = open("log.bin", "ab")
dice = random.Random(7)
before = Session()


def work():
    # ruleid: thread-unsafe-object-shared
    session.query(1)
    with lock:
        # ok: thread-unsafe-object-shared
        locked.query(1)
    # ok: thread-unsafe-object-shared
    registered.query(1)
    # ruleid: thread-unsafe-object-shared
    bucket.meta.client.list_buckets() or bucket.create_bucket(Bucket="b")
    # ok: thread-unsafe-object-shared
    client.list_buckets()
    # ok: thread-unsafe-object-shared
    mongo.admin.command("ping")
    # ok: thread-unsafe-object-shared
    cache.get("k")
    # ruleid: thread-unsafe-object-shared
    pipeline.set("k", 1)
    # ok: thread-unsafe-object-shared
    web.get("https://example.org")
    # ruleid: thread-unsafe-object-shared
    http.get("https://example.org")
    # ruleid: thread-unsafe-object-shared
    browser.get("https://example.org")
    # ruleid: thread-unsafe-object-shared
    socket.send(b"x")
    # ok: thread-unsafe-object-shared
    connection.add_callback_threadsafe(work)
    # ruleid: thread-unsafe-object-shared
    channel.basic_publish("", "orders", b"x")
    # ruleid: thread-unsafe-object-shared
    log.write("x\n")
    # ok: thread-unsafe-object-shared
    raw.write(b"x\n")
    # ruleid: thread-unsafe-object-shared
    dice.gauss(0, 1)
    # ok: thread-unsafe-object-shared
    dice.normalvariate(0, 1)
    # ruleid: thread-unsafe-object-shared
    plt.plot([1, 2])
    # ok: thread-unsafe-object-shared
    Figure().subplots().plot([1, 2])


def listen():
    # ruleid: thread-unsafe-object-shared
    for message in consumer:
        print(message)


def own():
    with Session() as mine:
        # ok: thread-unsafe-object-shared
        mine.query(1)


class Crawler:
    def __init__(self):
        self.driver = webdriver.Chrome()

    def run(self, urls):
        with ThreadPoolExecutor() as pool:
            # ruleid: future-exception-lost
            pool.map(self.visit, urls)

    def visit(self, url):
        # ruleid: thread-unsafe-object-shared
        self.driver.get(url)


class Job:
    """Each thread makes its own."""

    def __init__(self):
        self.session = Session()

    def run(self):
        # ok: thread-unsafe-object-shared
        self.session.query(1)


def job():
    Job().run()


def fetch_all(urls):
    getter = requests.Session()
    with ThreadPoolExecutor() as pool:
        # ruleid: thread-unsafe-object-shared
        return list(pool.map(getter.get, urls))


def after_join():
    mine = Session()

    def once():
        # ok: thread-unsafe-object-shared
        mine.query(1)

    thread = threading.Thread(target=once)
    thread.start()
    thread.join()
    mine.commit()


def beside():
    mine = Session()

    def once():
        # ruleid: thread-unsafe-object-shared
        mine.query(1)

    thread = threading.Thread(target=once)
    thread.start()
    mine.commit()
    thread.join()


def store(shared, row):
    # ruleid: thread-unsafe-object-shared
    shared.add(row)


def handed_to_many(rows):
    mine = Session()
    for row in rows:
        threading.Thread(target=store, args=(mine, row)).start()


def keep(own_session, row):
    # ok: thread-unsafe-object-shared
    own_session.add(row)


def one_each(rows):
    for row in rows:
        mine = Session()
        threading.Thread(target=keep, args=(mine, row)).start()


before.query(1)
for _ in range(4):
    threading.Thread(target=work).start()
    threading.Thread(target=listen).start()
    threading.Thread(target=own).start()
    threading.Thread(target=job).start()
Crawler().run([])
fetch_all([])
after_join()
beside()
handed_to_many([])
one_each([])
