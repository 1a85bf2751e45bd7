"""One flow of control: nothing is shared."""
import sqlite3

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")
session = Session(engine)
connection = sqlite3.connect("shop.db")


def store(order):
    # ok: thread-unsafe-object-shared
    session.add(order)
    # ok: thread-unsafe-object-shared
    connection.execute("select 1")


store(1)
