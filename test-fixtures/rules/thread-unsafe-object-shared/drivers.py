"""Drivers and clients that are for one thread at a time, and a SQLite connection that a lock looks after."""
import sqlite3
import threading

import boto3
import httplib2
import MySQLdb
import pika
import pymysql
import redis

http = httplib2.Http()
aws = boto3.Session()
mysql = pymysql.connect(host="localhost")
other_mysql = MySQLdb.connect(host="localhost")
rabbit = pika.BlockingConnection()
messages = redis.Redis().pubsub()
unchecked = sqlite3.connect("shop.db", check_same_thread=False)
lock = threading.Lock()


def work():
    # ruleid: thread-unsafe-object-shared
    http.request("https://example.org")
    # ruleid: thread-unsafe-object-shared
    aws.client("s3")
    # ruleid: thread-unsafe-object-shared
    mysql.ping()
    # ruleid: thread-unsafe-object-shared
    other_mysql.ping()
    # ruleid: thread-unsafe-object-shared
    rabbit.process_data_events()
    # ruleid: thread-unsafe-object-shared
    messages.get_message()
    with lock:
        # ok: thread-unsafe-object-shared
        unchecked.execute("select 1")


for _ in range(4):
    threading.Thread(target=work).start()
