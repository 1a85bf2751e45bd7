/** Provenance as text: `reveal(expression)  # says what the expression stands for`. */

import { expect, test } from 'vitest';
import { provenanceOf, type Value } from '#analysis';
import { moduleOf } from '../analyse.ts';

const CASES: Readonly<Record<string, string>> = {
  'imports under any name': `
import time, os.path as p, a.b
from concurrent.futures.thread import ThreadPoolExecutor as Pool
from . import sibling
reveal(time.sleep)  # symbol time.sleep
reveal(p.join)  # symbol os.path.join
reveal(a.b.c)  # symbol a.b.c
reveal(Pool)  # symbol concurrent.futures.ThreadPoolExecutor
reveal(Pool())  # instance concurrent.futures.ThreadPoolExecutor
reveal(sibling.x)  # symbol .sibling.x
`,
  'builtins, unless the module binds the name': `
reveal(open)  # symbol builtins.open
reveal(input)  # function input
reveal(undefined)  # unknown
def input(): pass
`,
  'a star import may bring anything but builtins': `
from threading import *
reveal(Lock())  # instance threading.Lock
reveal(print)  # unknown
`,
  'an unknown name has no elements, whatever a function puts into its own variable of that name': `
def put():
    xs = []
    xs.append(print)
def run():
    for x in xs:
        reveal(x)  # unknown
`,
  'names bound twice must agree, None aside': `
import sqlite3, queue
c = None
c = sqlite3.connect("x")
reveal(c)  # instance sqlite3.Connection
reveal(c.cursor().fetchall)  # symbol sqlite3.Cursor.fetchall
q = queue.Queue()
q = {}
reveal(q)  # unknown
try:
    import json
except ImportError:
    import simplejson as json
reveal(json)  # unknown
`,
  'attributes of self, with one constructor': `
import threading, queue
class A:
    shared = threading.Lock()
    def __init__(self, given):
        self.lock = threading.Lock()
        self.queue = None
        self.given = given
        self.twice = threading.Lock()
    def start(self):
        self.queue = queue.Queue()
        self.twice = threading.RLock()
        reveal(self.lock)  # instance threading.Lock
        reveal(self.queue)  # instance queue.Queue
        reveal(self.given)  # unknown
        reveal(self.twice)  # unknown
        reveal(self.shared)  # instance threading.Lock
        reveal(self.start)  # method start
        reveal(self.missing)  # unknown
    @staticmethod
    def plain(x):
        reveal(x)  # unknown
    @classmethod
    def make(cls):
        reveal(cls.start)  # method start
    @property
    def value(self): return 1
class B(A):
    def run(self):
        reveal(self.start)  # method start
        reveal(self.lock)  # instance threading.Lock
        reveal(super().start)  # method start
        reveal(self.value)  # unknown
class T(threading.Thread):
    def run(self):
        reveal(self.join)  # symbol threading.Thread.join
reveal(A(1).lock)  # instance threading.Lock
reveal(A)  # class A
`,
  scopes: `
import time
x = time.sleep
def f(time):
    reveal(time.sleep)  # unknown
class C:
    x = 1
    def m(self):
        reveal(x)  # symbol time.sleep
def outer():
    x = dict()
    def inner():
        nonlocal x
        reveal(x)  # unknown
    x = []
def g():
    global x
    reveal(x)  # symbol time.sleep
reveal([x for x in y])  # display
reveal((lambda: 1))  # function
`,
  'with, walrus, annotations, partial': `
import socket, functools, threading
from typing import Optional
from concurrent.futures import ThreadPoolExecutor
with socket.create_connection(("h", 1)) as s, open("f") as file:
    reveal(s)  # instance socket.socket
    reveal(file.read)  # symbol io.TextIOWrapper.read
if (m := threading.Event()).is_set():
    reveal(m)  # instance threading.Event
def f(a: threading.Event, b: Optional[socket.socket], c: socket.socket | None, d: int, *e: threading.Event):
    reveal(a.wait)  # symbol threading.Event.wait
    reveal(b)  # instance socket.socket
    reveal(c)  # instance socket.socket
    reveal(d)  # unknown
    reveal(e)  # unknown
reveal(functools.partial(f, 1))  # partial of function f
with ThreadPoolExecutor() as pool:
    reveal(pool.submit(f))  # instance concurrent.futures.Future
class Opened:
    def __enter__(self):
        self.x = 1
        return self
    def go(self): pass
with Opened() as o:
    reveal(o.go)  # method go
`,
  'decorators that may change what a name means': `
import functools
from somewhere import magic
@functools.lru_cache
def cached(): pass
@magic
def changed(): pass
reveal(cached)  # function cached
reveal(changed)  # unknown
`,
  'what libraries say of their objects': `
import asyncio, multiprocessing, pathlib, pymongo, openai, celery, sqlalchemy.orm as orm
from sqlalchemy.ext.asyncio import AsyncSession
here, there = multiprocessing.Pipe()
reveal(there)  # instance multiprocessing.connection.Connection
reveal((pathlib.Path("a") / "b").parent)  # instance pathlib.Path
client = pymongo.MongoClient()
reveal(client["shop"])  # instance pymongo.database.Database
reveal(client.shop.orders.find_one)  # symbol pymongo.collection.Collection.find_one
reveal(client.close)  # symbol pymongo.mongo_client.MongoClient.close
reveal(client.shop.orders.find().sort("a"))  # instance pymongo.cursor.Cursor
reveal(openai.AzureOpenAI().chat.completions)  # instance openai.resources.chat.completions.Completions
app = celery.Celery()
@app.task
def add(a): pass
reveal(add)  # instance celery.app.task.Task
make = orm.sessionmaker(engine)
reveal(make())  # instance sqlalchemy.orm.Session
other = orm.sessionmaker(engine, class_=AsyncSession)
reveal(other())  # unknown
async def f():
    reveal(await asyncio.to_thread(open, "p"))  # instance io.TextIOWrapper
`,
  'elements of lists, by what is put into them': `
import threading, queue
made = [threading.Thread() for _ in range(3)]
for a in made:
    reveal(a)  # instance threading.Thread
filled = []
filled.append(threading.Thread())
for b in sorted(filled[1:]):
    reveal(b)  # instance threading.Thread
mixed = [threading.Thread()]
mixed.append(1)
for c in mixed:
    reveal(c)  # unknown
for d in unknown:
    reveal(d)  # unknown
def f(threads: list[threading.Thread], x: queue.Queue = None):
    for e in threads:
        reveal(e)  # instance threading.Thread
    y: queue.Queue = take()
    reveal([x, y])  # display
    reveal(y)  # instance queue.Queue
`,
  'annotations with more in them': `
from typing import Annotated
import queue
Dep = Annotated[queue.Queue, 1]
def f(a: Annotated[queue.Queue, "x"], b: Dep, c: list):
    reveal(a)  # instance queue.Queue
    reveal(b)  # instance queue.Queue
    reveal(c)  # unknown
`,
  'self-reference ends': `
x = x
a = b
b = a
class C(C): pass
reveal(x)  # unknown
reveal(a)  # unknown
reveal(C().anything)  # unknown
`,
};

function show(value: Value): string {
  switch (value.kind) {
    case 'symbol':
      return `symbol ${value.name}`;
    case 'instance':
      return `instance ${value.of}`;
    case 'function':
    case 'class':
    case 'method':
      return `${value.kind} ${value.node.name}`.trim();
    case 'object':
      return `object ${value.of.name}`;
    case 'partial':
      return `partial of ${show(value.of)}`;
    default:
      return value.kind;
  }
}

test.each(Object.entries(CASES))('%s', (_, text) => {
  const module = moduleOf(text);
  const lines = text.split('\n');
  const found = module.calls
    .filter((call) => call.text.startsWith('reveal('))
    .map((call) => `${text.slice(0, call.start).split('\n').length}: ${show(provenanceOf(call.args[0]!))}`);
  const expected = lines.flatMap((line, index) => {
    const match = /reveal\(.*\)\s+# (.*)$/.exec(line);
    return match === null ? [] : [`${index + 1}: ${match[1]}`];
  });
  expect(found).toEqual(expected);
});
