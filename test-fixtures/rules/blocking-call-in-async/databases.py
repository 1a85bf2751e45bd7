"""Drivers and clients that wait for a database or a service."""
import sqlite3
from typing import Annotated

import boto3
import psycopg
import psycopg2
import pymongo
import pymysql
import redis
from fastapi import Depends, FastAPI
from redis import asyncio as async_redis
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
engine = create_engine("postgresql://localhost/shop")
SessionLocal = sessionmaker(bind=engine)
AsyncLocal = sessionmaker(bind=engine, class_=AsyncSession)
NewLocal = async_sessionmaker(engine)
cache = redis.Redis()
quick_cache = async_redis.Redis()
mongo = pymongo.MongoClient()
s3 = boto3.client("s3")
SessionDep = Annotated[Session, Depends(SessionLocal)]


async def embedded(path):
    # ruleid: blocking-call-in-async
    connection = sqlite3.connect(path)
    # ruleid: blocking-call-in-async
    rows = connection.execute("SELECT 1").fetchall()
    cursor = connection.cursor()
    # ruleid: blocking-call-in-async
    cursor.executemany("INSERT INTO t VALUES (?)", rows)
    # ruleid: blocking-call-in-async
    connection.commit()


async def servers(dsn):
    # ruleid: blocking-call-in-async
    connection = psycopg2.connect(dsn)
    with connection.cursor() as cursor:
        # ruleid: blocking-call-in-async
        cursor.execute("SELECT 1")
        # ok: blocking-call-in-async
        cursor.fetchall()
    # ruleid: blocking-call-in-async
    with psycopg.connect(dsn) as other:
        # ruleid: blocking-call-in-async
        other.execute("SELECT 1")
    # ruleid: blocking-call-in-async
    pymysql.connect(host="db").cursor().execute("SELECT 1")


async def sessions(user):
    with Session(engine) as session:
        # ruleid: blocking-call-in-async
        session.execute(user)
        # ruleid: blocking-call-in-async
        session.query(user).filter(user.id == 1).first()
    local = SessionLocal()
    # ruleid: blocking-call-in-async
    local.commit()
    # ruleid: blocking-call-in-async
    with engine.begin() as connection:
        # ruleid: blocking-call-in-async
        connection.execute(user)


@app.get("/users/{number}")
async def endpoint(number: int, session: SessionDep):
    # ruleid: blocking-call-in-async
    return session.get(object, number)


async def asynchronous_sessions(user):
    async with AsyncLocal() as session:
        # ok: blocking-call-in-async
        await session.execute(user)
    async with NewLocal() as session:
        # ok: blocking-call-in-async
        await session.commit()


async def caches(key):
    # ruleid: blocking-call-in-async
    cache.get(key)
    # ruleid: blocking-call-in-async
    cache.zrevrange("ranks", 0, -1)
    pipe = cache.pipeline()
    # ok: blocking-call-in-async
    pipe.set(key, 1)
    # ruleid: blocking-call-in-async
    pipe.execute()
    # ruleid: blocking-call-in-async
    with cache.lock("stock"):
        pass
    # ok: blocking-call-in-async
    await quick_cache.get(key)


async def documents(name):
    # ruleid: blocking-call-in-async
    mongo.shop.orders.find_one({"name": name})
    # ruleid: blocking-call-in-async
    mongo["shop"]["orders"].insert_one({"name": name})
    # ok: blocking-call-in-async
    found = mongo.shop.orders.find({"name": name}).sort("date").limit(3)
    # ruleid: blocking-call-in-async
    return [order for order in found]


async def storage(bucket):
    # ruleid: blocking-call-in-async
    s3.put_object(Bucket=bucket, Key="k", Body=b"")
    # ok: blocking-call-in-async
    url = s3.generate_presigned_url("get_object")
    # ok: blocking-call-in-async
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    # ruleid: blocking-call-in-async
    for page in pages:
        print(page, url)
    # ruleid: blocking-call-in-async
    table = boto3.resource("dynamodb").Table("orders")
    # ruleid: blocking-call-in-async
    return table.get_item(Key={"id": 1})
