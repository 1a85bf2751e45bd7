/** Contexts as text: `def f():  # runs in: …` says where each function of a module is placed. */

import { expect, test } from 'vitest';
import {
  contextsText,
  createProgram,
  describeContexts,
  type ExecutionContext,
  isTestPath,
  placementOf,
} from '#analysis';
import { moduleOf, parseModule } from '../analyse.ts';

const CASES: Readonly<Record<string, string>> = {
  'the main flow, known and assumed': `
def called():  # runs in: main
    helper()
def helper():  # runs in: main
    pass
def uncalled():  # runs in: main (assumed)
    only_from_uncalled()
def only_from_uncalled():  # runs in: main (assumed)
    pass
class C:
    called()
`,
  threads: `
import threading
def once():  # runs in: thread
    shared_helper()
def often():  # runs in: many threads
    shared_helper()
def shared_helper():  # runs in: many threads, thread
    pass
def twice():  # runs in: thread, thread
    pass
def by_two_callers():  # runs in: many threads
    pass
def launch():  # runs in: main
    threading.Thread(target=by_two_callers).start()
threading.Thread(target=once).start()
for _ in range(3):
    threading.Thread(target=often).start()
threading.Thread(target=twice).start()
threading.Thread(target=twice).start()
launch()
launch()
`,
  'pools, processes, the event loop': `
import asyncio, multiprocessing
from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor
def job():  # runs in: many executors
    pass
def one_worker():  # runs in: executor
    pass
def child():  # runs in: process
    pass
def pool_child():  # runs in: many processes
    pass
def offloaded():  # runs in: executor
    pass
def callback():  # runs in: event-loop
    from_callback()
def from_callback():  # runs in: event-loop
    pass
async def coroutine():  # runs in: event-loop
    helper()
    await asyncio.to_thread(offloaded)
    asyncio.get_running_loop().call_soon(callback)
def helper():  # runs in: event-loop
    pass
def main():  # runs in: main
    with ThreadPoolExecutor() as pool:
        pool.map(job, range(3))
    with ThreadPoolExecutor(max_workers=1) as single:
        single.map(one_worker, range(3))
    multiprocessing.Process(target=child).start()
    with ProcessPoolExecutor() as processes:
        processes.map(pool_child, range(3))
    asyncio.run(coroutine())
main()
`,
  'classes that are threads, handlers of threading servers': `
import threading, socketserver
from http.server import ThreadingHTTPServer, BaseHTTPRequestHandler
class Made(threading.Thread):
    def run(self):  # runs in: thread
        self.step()
    def step(self):  # runs in: thread
        pass
class NeverMade(threading.Thread):
    def run(self):  # runs in: thread
        pass
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):  # runs in: many threads
        self.answer()
    def answer(self):  # runs in: many threads
        pass
Made().start()
ThreadingHTTPServer(('', 80), Handler).serve_forever()
`,
  'views of web frameworks': `
import flask, fastapi, quart
from starlette.routing import Route
from flask.views import MethodView
from django.urls import path, re_path
from django.views import View
from django.views.generic import DetailView
from django.core.management.base import BaseCommand
from rest_framework.views import APIView
app = flask.Flask(__name__)
blueprint = flask.Blueprint('shop', __name__)
api = fastapi.FastAPI()
@app.route('/')
def index():  # runs in: many threads
    helper()
def helper():  # runs in: many executors, many threads
    pass
@blueprint.before_request
def before():  # runs in: many threads
    pass
@app.cli.command()
def command():  # runs in: main (assumed)
    pass
@app.get('/a')
async def loop_per_request():  # runs in: event-loop
    pass
def close(error):  # runs in: many threads
    pass
app.teardown_appcontext(close)
class Items(MethodView):
    def get(self):  # runs in: many threads
        self.own()
    def own(self):  # runs in: many threads
        pass
def dependency():  # runs in: many executors
    yield 1
def check(user=fastapi.Depends(dependency)):  # runs in: main (assumed)
    pass
@api.get('/items')
def items(tasks: fastapi.BackgroundTasks):  # runs in: many executors
    helper()
    tasks.add_task(in_background)
@api.get('/async')
async def coroutine():  # runs in: event-loop
    pass
@api.on_event('startup')
def startup():  # runs in: event-loop
    pass
def in_background():  # runs in: many executors
    pass
def endpoint(request):  # runs in: many executors
    pass
Route('/', endpoint)
def view(request):  # runs in: many threads
    pass
async def async_view(request):  # runs in: event-loop
    pass
urlpatterns = [path('', view), re_path('a', async_view)]
class Page(View):
    def get(self, request):  # runs in: many threads
        pass
    def own(self):  # runs in: main (assumed)
        pass
class Mixin:
    def get_queryset(self):  # runs in: many threads
        pass
class Detail(Mixin, DetailView):
    pass
class Rest(APIView):
    def post(self, request):  # runs in: many threads
        pass
class Command(BaseCommand):
    def handle(self, *args):  # runs in: main
        pass
`,
  'event loops of other libraries': `
import asyncio, tornado.ioloop, tornado.web
from aiohttp import web
class Echo(asyncio.Protocol):
    def data_received(self, data):  # runs in: event-loop
        pass
    def own(self):  # runs in: main (assumed)
        pass
class Handler(tornado.web.RequestHandler):
    def get(self):  # runs in: event-loop
        self.own()
    def own(self):  # runs in: event-loop
        pass
class Socket(tornado.websocket.WebSocketHandler):
    def on_message(self, message):  # runs in: event-loop
        pass
def tick():  # runs in: event-loop
    pass
def heavy():  # runs in: executor
    pass
def handler(request):  # runs in: event-loop
    pass
def connected(reader, writer):  # runs in: event-loop
    pass
tornado.ioloop.PeriodicCallback(tick, 1000).start()
tornado.ioloop.IOLoop.current().run_in_executor(None, heavy)
app = web.Application()
app.router.add_get('/', handler)
asyncio.start_server(connected)
`,
  'jobs, brokers, watchers, servers': `
import grpc, pb2_grpc, socketserver
import paho.mqtt.client as mqtt
from celery import Celery, shared_task
from apscheduler.schedulers.background import BackgroundScheduler
from watchdog.observers import Observer
from watchdog.events import FileSystemEventHandler
queue = Celery('jobs')
@queue.task(bind=True)
def task(self):  # runs in: many processes
    in_worker()
@shared_task
def shared():  # runs in: many processes
    pass
def in_worker():  # runs in: many processes
    pass
scheduler = BackgroundScheduler()
def job():  # runs in: executor
    pass
scheduler.add_job(job, 'interval')
@scheduler.scheduled_job('cron')
def nightly():  # runs in: executor
    pass
class Servicer:
    def Call(self, request, context):  # runs in: many executors
        self._own()
    def _own(self):  # runs in: many executors
        pass
    async def Stream(self, request, context):  # runs in: event-loop
        pass
pb2_grpc.add_ThingServicer_to_server(Servicer(), grpc.server(None))
class Events(FileSystemEventHandler):
    def on_created(self, event):  # runs in: thread
        pass
    def own(self):  # runs in: main (assumed)
        pass
observer = Observer()
observer.schedule(Events(), '.')
client = mqtt.Client()
def on_message(client, data, message):  # runs in: thread
    pass
client.on_message = on_message
client.loop_start()
class Handler(socketserver.BaseRequestHandler):
    def handle(self):  # runs in: many processes
        pass
socketserver.ForkingTCPServer(('', 1), Handler)
`,
  'a client whose loop the main flow runs': `
import paho.mqtt.client as mqtt
client = mqtt.Client()
def on_message(client, data, message):  # runs in: main (assumed)
    pass
client.on_message = on_message
client.loop_forever()
`,
  Qt: `
from PyQt6.QtCore import QObject, QRunnable, QThread, QThreadPool, pyqtSlot
class Worker(QObject):
    @pyqtSlot()
    def work(self):  # runs in: thread
        pass
class Own(QThread):
    def run(self):  # runs in: thread
        pass
class Job(QRunnable):
    def run(self):  # runs in: many executors
        pass
thread = QThread()
worker = Worker()
worker.moveToThread(thread)
thread.started.connect(worker.work)
thread.start()
own = Own()
own.start()
for _ in range(3):
    QThreadPool.globalInstance().start(Job())
`,
  'tests for the thread and the loop': `
import asyncio, threading
def guarded():  # runs in: main, many threads
    if threading.current_thread() is threading.main_thread():
        in_main()
    else:
        in_others()
    if threading.get_ident() != threading.main_thread().ident:
        return
    after_return()
def in_main():  # runs in: main
    pass
def in_others():  # runs in: many threads
    pass
def after_return():  # runs in: main
    pass
for _ in range(3):
    threading.Thread(target=guarded).start()
guarded()
async def coroutine():  # runs in: event-loop
    either()
def either():  # runs in: event-loop, main
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        off_loop()
def off_loop():  # runs in: main
    pass
either()
`,
  'decorators that keep the function known': `
import flask, threading
from django.contrib.auth.decorators import login_required
from django.urls import path
app = flask.Flask(__name__)
@app.route('/')
def index():  # runs in: many threads, thread
    pass
@login_required
def account(request):  # runs in: many threads
    pass
threading.Thread(target=index).start()
path('', account)
`,
  'handlers and finalizers': `
import atexit, signal, weakref
def on_signal(number, frame):  # runs in: signal-handler
    pass
def on_death():  # runs in: finalizer
    pass
class Resource:
    def __del__(self):  # runs in: finalizer
        pass
@atexit.register
def at_exit():  # runs in: finalizer
    pass
def given_at_exit():  # runs in: finalizer
    pass
atexit.register(given_at_exit)
signal.signal(signal.SIGINT, on_signal)
weakref.finalize(object(), on_death)
`,
};

const PLURALS: Readonly<Record<string, string>> = { process: 'processes' };

function show({ kind, isMany, isAssumed }: ExecutionContext): string {
  if (isAssumed) return `${kind} (assumed)`;
  return isMany ? `many ${PLURALS[kind] ?? `${kind}s`}` : kind;
}

test.each(Object.entries(CASES))('%s', (_, text) => {
  const module = moduleOf(text);
  const placement = placementOf(module);
  const found = module.functions.map((fn) => `${fn.name}: ${placement.contextsOf(fn).map(show).sort().join(', ')}`);
  const expected = [...text.matchAll(/def (\w+)\(.*?\):\s+# runs in: (.*)$/gm)].map(
    ([, name, where]) => `${name}: ${where}`,
  );
  expect(found).toEqual(expected);
});

/** Whether the texts name the places where a context comes from, through files. */
const PROGRAM: Readonly<Record<string, string>> = {
  'app.py': `import asyncio
from concurrent.futures import ThreadPoolExecutor
import jobs
async def handle():
    await step()
async def step():
    jobs.save()
def main():
    with ThreadPoolExecutor(4) as pool:
        for item in range(9):
            pool.submit(jobs.work, item)
    asyncio.run(handle())
if __name__ == '__main__':
    main()
`,
  'shop/jobs.py': '',
  'views.py': `import flask
app = flask.Flask(__name__)
@app.route('/')
def index():
    page()
def page():
    pass
@app.route('/a')
# Not the def of another.
async def asynchronous():
    shown()
def shown():
    pass
`,
  'tests/test_jobs.py': `import threading, jobs
threading.Thread(target=jobs.tested).start()
async def test_it():
    jobs.tested()
`,
  'jobs.py': `import threading, signal
CACHE = []
def load():
    CACHE.append(1)
load()
def work(item):
    save()
def save():
    pass
def never():
    pass
def tested():
    pass
class Worker(threading.Thread):
    def run(self):
        save()
signal.signal(signal.SIGTERM, lambda number, frame: save())
`,
};

const TEXTS: Readonly<Record<string, string>> = {
  handle: 'event loop',
  main: 'main flow, from `main` app.py:14',
  load: 'import, from `load` jobs.py:5',
  work: '4 pool threads, from `pool.submit` app.py:11',
  save: 'event loop, from `step()` app.py:6; thread, from `Worker` jobs.py:14; 4 pool threads, from `pool.submit` app.py:11; signal handler, from `signal.signal` jobs.py:17',
  page: 'several threads, from `@app.route` views.py:3',
  shown: 'event loop, from `asynchronous()` views.py:10',
  tested: 'event loop (in tests); thread (in tests), from `threading.Thread` test_jobs.py:2',
  never: 'main flow (assumed: nothing in sight calls it)',
};

const program = createProgram(
  Object.entries(PROGRAM).map(([path, text]) => ({ path, parsed: parseModule(text), isTest: isTestPath(path) })),
);
const functionNamed = (name: string) =>
  program.modules.flatMap(({ functions }) => functions).find((fn) => fn.name === name)!;

test.each(Object.entries(TEXTS))('the contexts of %s as one line', (name, text) => {
  expect(contextsText(functionNamed(name))).toBe(text);
});

test('the calls by which a context reaches a function', () => {
  const paths = describeContexts(functionNamed('save')).map(({ path }) => path.map(({ text }) => text));
  expect(paths).toEqual([['jobs.save()'], ['save()'], ['save()'], ['save()']]);
});
