import sqlite3

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")
session = Session(engine)
connection = sqlite3.connect("shop.db")


def read_jobs():
    for number in range(10):
        print(number)
        yield number


jobs = read_jobs()
