/** Every entry of the table of blocking calls is found in the code that one would naturally write. */
import { expect, test } from 'vitest';
import { blockingCallsIn } from '#analysis';
import groups from '../../src/analysis/library/blocking-calls.json' with { type: 'json' };
import { moduleOf } from '../analyse.ts';

/** How one gets an object of a class: statements in which `x` is it. Classes that one just calls are not here. */
const WAYS: Readonly<Record<string, string>> = {
  'asyncio.AbstractEventLoop': 'x = asyncio.new_event_loop()',
  'asgiref.sync.AsyncToSync': 'x = asgiref.sync.async_to_sync(f)',
  'subprocess.Popen': 'x = subprocess.Popen(["ls"])',
  'subprocess.Popen.stdout': 'x = subprocess.Popen(["ls"], stdout=subprocess.PIPE).stdout',
  'subprocess.Popen.stderr': 'x = subprocess.Popen(["ls"], stderr=subprocess.PIPE).stderr',
  'os.popen': 'x = os.popen("ls")',
  'socket.socket': 'x = socket.socket()',
  'ssl.SSLSocket': 'x = ssl.create_default_context().wrap_socket(socket.create_connection(a))',
  'select.epoll': 'x = select.epoll()',
  'select.poll': 'x = select.poll()',
  'select.kqueue': 'x = select.kqueue()',
  'selectors.BaseSelector': 'x = selectors.DefaultSelector()',
  'urllib.request.OpenerDirector': 'x = urllib.request.build_opener()',
  'http.client.HTTPConnection': 'x = http.client.HTTPSConnection("h")',
  'http.client.HTTPResponse': 'x = urllib.request.urlopen("u")',
  'ftplib.FTP': 'x = ftplib.FTP_TLS("h")',
  'imaplib.IMAP4': 'x = imaplib.IMAP4_SSL("h")',
  'poplib.POP3': 'x = poplib.POP3("h")',
  'smtplib.SMTP': 'x = smtplib.SMTP_SSL("h")',
  'socketserver.BaseServer': 'x = socketserver.ThreadingTCPServer(a, H)',
  'threading.Lock': 'x = LOCK',
  'threading.RLock': 'x = REENTRANT',
  'threading.Condition': 'x = CONDITION',
  'threading.Semaphore': 'x = SEMAPHORE',
  'queue.Queue': 'x = queue.Queue(maxsize=3)',
  'concurrent.futures.Future': 'x = concurrent.futures.ThreadPoolExecutor().submit(f)',
  'concurrent.futures.Executor': 'x = concurrent.futures.ThreadPoolExecutor()',
  'multiprocessing.pool.Pool': 'x = multiprocessing.Pool()',
  'multiprocessing.pool.AsyncResult': 'x = multiprocessing.Pool().map_async(f, xs)',
  'multiprocessing.connection.Connection': 'x, y = multiprocessing.Pipe()',
  'multiprocessing.synchronize.Event': 'x = multiprocessing.Event()',
  'multiprocessing.synchronize.Lock': 'x = PROCESS_LOCK',
  'multiprocessing.synchronize.RLock': 'x = PROCESS_RLOCK',
  'multiprocessing.synchronize.Semaphore': 'x = PROCESS_SEMAPHORE',
  'multiprocessing.queues.Queue': 'x = multiprocessing.Queue(3)',
  'multiprocessing.queues.SimpleQueue': 'x = multiprocessing.SimpleQueue()',
  'multiprocessing.queues.JoinableQueue': 'x = multiprocessing.JoinableQueue()',
  'io.IOBase': 'x = OPENED',
  'gzip.GzipFile': 'x = gzip.open("p")',
  'tarfile.TarFile': 'x = tarfile.open("p")',
  'mmap.mmap': 'x = mmap.mmap(0, 0)',
  'xml.etree.ElementTree.ElementTree': 'x = OPENED_TREE',
  'sqlite3.Connection': 'x = sqlite3.connect("p")',
  'sqlite3.Cursor': 'x = sqlite3.connect("p").cursor()',
  'ssl.SSLContext': 'x = ssl.SSLContext()',
  'requests.Session': 'x = requests.Session()',
  'requests.Response': 'x = requests.get("u", stream=True)',
  'urllib3.response.HTTPResponse': 'x = urllib3.PoolManager().request("GET", "u", preload_content=False)',
  'httpx.Response': 'with httpx.stream("GET", "u") as x: pass',
  'boto3.client': 'x = boto3.client("s3")',
  'boto3.resource.ServiceResource': 'x = boto3.resource("s3").Bucket("b")',
  'botocore.waiter.Waiter': 'x = boto3.client("s3").get_waiter("w")',
  'botocore.session.Session': 'x = botocore.session.get_session()',
  'botocore.paginate.PageIterator': 'x = boto3.client("s3").get_paginator("p").paginate()',
  'google.cloud.bigquery.job.QueryJob': 'x = google.cloud.bigquery.Client().query("q")',
  'google.cloud.storage.Blob': 'x = google.cloud.storage.Client().bucket("b").blob("k")',
  'google.genai.chats.Chat': 'x = google.genai.Client().chats.create()',
  'google.genai.files.Files': 'x = google.genai.Client().files',
  'google.genai.models.Models': 'x = google.genai.Client().models',
  'google.oauth2.service_account.Credentials':
    'x = google.oauth2.service_account.Credentials.from_service_account_file("p")',
  'google.api_core.future.polling.PollingFuture': 'x = client.create_cluster()',
  'google.api_core.operation.Operation': 'x = client.create_cluster()',
  'googleapiclient.discovery.Resource': 'x = googleapiclient.discovery.build("drive", "v3").files().list()',
  'googleapiclient.http.BatchHttpRequest': 'x = googleapiclient.discovery.build("a", "b").new_batch_http_request()',
  'anthropic.resources.messages.Messages': 'x = anthropic.Anthropic().messages',
  'anthropic.resources.models.Models': 'x = anthropic.Anthropic().models',
  'openai.resources.audio.speech.Speech': 'x = openai.OpenAI().audio.speech',
  'openai.resources.audio.transcriptions.Transcriptions': 'x = openai.OpenAI().audio.transcriptions',
  'openai.resources.chat.completions.Completions': 'x = openai.AzureOpenAI().chat.completions',
  'openai.resources.completions.Completions': 'x = openai.OpenAI().completions',
  'openai.resources.embeddings.Embeddings': 'x = openai.OpenAI().embeddings',
  'openai.resources.files.Files': 'x = openai.OpenAI().files',
  'openai.resources.images.Images': 'x = openai.OpenAI().images',
  'openai.resources.models.Models': 'x = openai.OpenAI().models',
  'openai.resources.moderations.Moderations': 'x = openai.OpenAI().moderations',
  'openai.resources.responses.Responses': 'x = openai.OpenAI().responses',
  'groq.resources.audio.transcriptions.Transcriptions': 'x = groq.Groq().audio.transcriptions',
  'groq.resources.chat.completions.Completions': 'x = groq.Groq().chat.completions',
  'docker.DockerClient': 'x = docker.from_env()',
  'docker.models.containers.Container': 'x = docker.from_env().containers.get("c")',
  'docker.models.containers.ContainerCollection': 'x = docker.from_env().containers',
  'docker.models.images.ImageCollection': 'x = docker.from_env().images',
  'gspread.client.Client': 'x = gspread.service_account()',
  'gspread.spreadsheet.Spreadsheet': 'x = gspread.service_account().open("s")',
  'gspread.worksheet.Worksheet': 'x = gspread.service_account().open("s").sheet1',
  'selenium.webdriver.remote.webdriver.WebDriver': 'x = selenium.webdriver.Chrome()',
  'selenium.webdriver.remote.webelement.WebElement': 'x = selenium.webdriver.Firefox().find_element("id", "e")',
  'playwright.sync_api.Page': 'with playwright.sync_api.sync_playwright() as p: x = p.chromium.launch().new_page()',
  'websocket.WebSocket': 'x = websocket.create_connection("u")',
  'websockets.sync.connection.Connection': 'with websockets.sync.client.connect("u") as x: pass',
  'websockets.sync.server.Server': 'with websockets.sync.server.serve(f, "h", 1) as x: pass',
  'paramiko.Channel': 'x = paramiko.SSHClient().get_transport().open_session()',
  'paramiko.SFTPClient': 'x = paramiko.SSHClient().open_sftp()',
  'paramiko.Transport': 'x = paramiko.SSHClient().get_transport()',
  'grpc.Channel.stub': 'x = greeter_pb2_grpc.GreeterStub(grpc.insecure_channel("a"))',
  'grpc.Server': 'x = grpc.server(pool)',
  'grpc.UnaryUnaryMultiCallable': 'x = grpc.insecure_channel("a").unary_unary("m")',
  'grpc.StreamUnaryMultiCallable': 'x = grpc.insecure_channel("a").stream_unary("m")',
  'git.Remote': 'x = git.Repo(".").remotes.origin',
  'git.cmd.Git': 'x = git.Repo(".").git',
  'pexpect.spawn': 'x = pexpect.spawn("ls")',
  'MySQLdb.cursors.Cursor': 'x = MySQLdb.connect().cursor()',
  'pymysql.connections.Connection': 'x = pymysql.connect()',
  'pymysql.cursors.Cursor': 'with pymysql.connect().cursor() as x: pass',
  'psycopg.Connection': 'x = psycopg.connect("d")',
  'psycopg.Cursor': 'x = psycopg.connect("d").cursor()',
  'psycopg2.extensions.connection': 'x = psycopg2.connect("d")',
  'psycopg2.extensions.cursor': 'x = psycopg2.connect("d").cursor()',
  'psycopg2.pool.AbstractConnectionPool': 'x = psycopg2.pool.ThreadedConnectionPool(1, 2)',
  'mysql.connector.connection.MySQLConnection': 'x = mysql.connector.connect()',
  'mysql.connector.cursor.MySQLCursor': 'x = mysql.connector.connect().cursor()',
  'pyodbc.Connection': 'x = pyodbc.connect("d")',
  'pyodbc.Cursor': 'x = pyodbc.connect("d").cursor()',
  'duckdb.DuckDBPyConnection': 'x = duckdb.connect()',
  'sqlalchemy.engine.Engine': 'x = sqlalchemy.create_engine("u")',
  'sqlalchemy.engine.Connection': 'with sqlalchemy.create_engine("u").begin() as x: pass',
  'sqlalchemy.schema.MetaData': 'x = sqlalchemy.orm.declarative_base().metadata',
  'sqlalchemy.orm.Session': 'make = sqlalchemy.orm.sessionmaker(engine); x = make()',
  'sqlalchemy.orm.Query': 'x = sqlalchemy.orm.Session(engine).query(User).filter(User.id == 1)',
  'peewee.BaseQuery': 'x = User.update(name="n").where(a)',
  'peewee.SelectBase': 'x = User.select().where(a)',
  'peewee.Database': 'x = peewee.SqliteDatabase("p")',
  'peewee.Model': 'x = User()',
  'redis.Redis': 'x = redis.from_url("u")',
  'redis.client.Pipeline': 'x = redis.Redis().pipeline()',
  'redis.client.PubSub': 'x = redis.Redis().pubsub()',
  'redis.lock.Lock': 'x = redis.Redis().lock("k")',
  'pymongo.mongo_client.MongoClient': 'x = pymongo.MongoClient()',
  'pymongo.database.Database': 'x = pymongo.MongoClient().shop',
  'pymongo.collection.Collection': 'x = pymongo.MongoClient()["shop"].orders',
  'pymongo.cursor.Cursor': 'x = pymongo.MongoClient().shop.orders.find().sort("a")',
  'neo4j.Driver': 'x = neo4j.GraphDatabase.driver("u")',
  'neo4j.Session': 'x = neo4j.GraphDatabase.driver("u").session()',
  'neo4j.Result': 'x = neo4j.GraphDatabase.driver("u").session().run("q")',
  'neo4j.Transaction': 'x = neo4j.GraphDatabase.driver("u").session().begin_transaction()',
  'django.core.cache.backends.base.BaseCache': 'x = django.core.cache.cache',
  'celery.app.task.Task': 'x = add',
  'celery.result.AsyncResult': 'x = add.delay(1)',
  'celery.result.ResultSet': 'x = celery.group([]).apply_async()',
  'kombu.messaging.Consumer': 'x = kombu.Connection("u").Consumer()',
  'kombu.messaging.Producer': 'x = kombu.Producer(channel)',
  'kombu.simple.SimpleQueue': 'x = kombu.Connection("u").SimpleQueue("q")',
  'kombu.mixins.ConsumerMixin': 'x = Worker()',
  'pika.adapters.blocking_connection.BlockingChannel': 'x = pika.BlockingConnection().channel()',
  'paho.mqtt.client.MQTTMessageInfo': 'x = paho.mqtt.client.Client().publish("t")',
  'zmq.Socket': 'x = zmq.Context().socket(zmq.PULL)',
  'fsspec.AbstractFileSystem': 'x = fsspec.filesystem("s3")',
  'PIL.Image.Image': 'x = PIL.Image.open("p")',
  'pandas.DataFrame': 'x = pandas.read_csv("p")',
  'watchdog.observers.api.BaseObserver': 'x = watchdog.observers.Observer()',
  'can.BusABC': 'x = can.Bus()',
};

/** Arguments without which the call returns at once. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'feedparser.parse': '"https://feeds.example"',
  'psutil.cpu_percent': 'interval=1',
  'psutil.cpu_times_percent': 'interval=1',
  'psutil.Process.cpu_percent': 'interval=1',
  'kafka.KafkaConsumer.poll': 'timeout_ms=100',
  'redis.client.PubSub.get_message': 'timeout=1',
  'pika.BlockingConnection.process_data_events': 'time_limit=1',
  'multiprocessing.queues.Queue.put': 'item',
};

/** What the module has beside the coroutine. */
const PRELUDE = `
import ${[
  'aiohttp.web, anyio, asgiref.sync, discord.ext.commands, trio, uvicorn, uvloop',
  'PIL.Image, MySQLdb, anthropic, argon2, ast, asyncio, bcrypt, boto3, botocore.session, builtins, bz2, can, celery',
  'codecs, concurrent.futures, confluent_kafka, curl_cffi.requests, dbm, diskcache, dns.query, dns.resolver, dns.zone',
  'docker, duckdb, elasticsearch, elasticsearch.helpers, fasteners, fcntl, feedparser, filecmp, fileinput, filelock',
  'flask, fsspec, ftplib, getpass, git, github, glob, google.auth, google.cloud.bigquery, google.cloud.storage',
  'google.genai, google.oauth2.id_token, googleapiclient.discovery, googleapiclient.http, groq, grpc, gspread, gzip',
  'hashlib, http.client, httplib2, httpx, huggingface_hub, imaplib, importlib, importlib.metadata, importlib.resources',
  'io, joblib, json, kafka, keyring, kombu, kombu.mixins, linecache, logging.config, logging.handlers, lzma, marshal',
  'mimetypes, mmap, multiprocessing, multiprocessing.connection, mysql.connector, neo4j, netrc, openai, os, pandas',
  'paho.mqtt.client, paho.mqtt.publish, paho.mqtt.subscribe, paramiko, passlib.context, pathlib, pdb, peewee, pexpect',
  'pg8000, pg8000.dbapi, pg8000.native, pickle, pika, pkgutil, platform, playwright.sync_api, plistlib, poplib',
  'portalocker, psutil, psycopg, psycopg2, psycopg2.extras, psycopg2.pool, pty, pymodbus.client, pymongo, pymysql',
  'pymysql.cursors, pyodbc, queue, redis, requests, requests.adapters, retrying, runpy, select, selectors, serial',
  'shelve, shutil, signal, smart_open, smtplib, socket, socketserver, sqlalchemy, sqlalchemy.orm, sqlite3, sqlmodel',
  'ssl, subprocess, tarfile, tempfile, tenacity, tenacity.nap, threading, time, tokenize, tomllib, urllib.request',
  'urllib.robotparser, urllib3, urllib3.util.retry, uuid, watchdog.observers, wave, webbrowser, websocket',
  'websockets.sync.client, websockets.sync.server, xml.dom.minidom, xml.etree.ElementTree, xml.sax, xmlrpc.client',
  'yt_dlp, zipfile, zlib, zmq, zoneinfo, configparser, django.core.mail, django.core.cache, django.core.management',
  'django.contrib.auth.hashers, django.core.files.storage, greeter_pb2_grpc, google.auth.transport.requests',
  'google.oauth2.credentials, google.oauth2.service_account, google.api_core.retry, selenium.webdriver',
  'selenium.webdriver.support.wait, apscheduler.schedulers.blocking, apscheduler.schedulers.background, celery.result',
].join(', ')}

app = celery.Celery()
LOCK = threading.Lock()
REENTRANT = threading.RLock()
CONDITION = threading.Condition()
SEMAPHORE = threading.BoundedSemaphore(3)
PROCESS_LOCK = multiprocessing.Lock()
PROCESS_RLOCK = multiprocessing.get_context("spawn").RLock()
PROCESS_SEMAPHORE = multiprocessing.Semaphore()
OPENED = open("p")
OPENED_TREE = xml.etree.ElementTree.parse("p")

@app.task
def add(a):
    pass

class User(peewee.Model):
    pass

class Worker(kombu.mixins.ConsumerMixin):
    pass
`;

/** Entries that no code in one module can be known to mean, each with the reason. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  'google.api_core.future.polling.PollingFuture.result': 'returned by generated clients; by annotation only',
  'google.api_core.operation.Operation.result': 'returned by generated clients; by annotation only',
};

interface Entry {
  readonly owner: string;
  readonly name: string;
  readonly isLazy: boolean;
}

const entries: Entry[] = groups
  .filter(({ tier, kind }) => tier < 4 && kind !== 'orm')
  .flatMap((group) =>
    Object.entries(group.calls as Record<string, string>).flatMap(([owner, names]) =>
      names.split(' ').map((name) => ({ owner, name: name === '*' ? 'anything' : name, isLazy: 'lazy' in group })),
    ),
  );

/** A class is what one makes first; a module's functions are called at once. */
function isClass(owner: string): boolean {
  return owner in WAYS || /\.[A-Z]\w*$/.test(owner);
}

function probe({ owner, name, isLazy }: Entry): string {
  const lines = isClass(owner) ? [WAYS[owner] ?? `x = ${owner}("x")`] : [];
  const object = isClass(owner) ? 'x' : owner.replace(/^builtins\.?/, '');
  const call = `${object}${object === '' ? '' : '.'}${name}(${ARGUMENTS[`${owner}.${name}`] ?? '"x"'})`;
  if (name === '__iter__') lines.push('for y in x: pass');
  else if (name === '__getitem__') lines.push('x["k"]');
  else if (name === '__setitem__') lines.push('x["k"] = 1');
  else if (name === '__call__') lines.push('x(1)');
  else if (name === '__enter__') lines.push('with x: pass');
  else if (name === '__exit__') lines.push('with x as y: y.submit(f)');
  else if (isLazy) lines.push(/stream$/.test(name) ? `with ${call} as y: list(y)` : `for y in ${call}: pass`);
  else lines.push(call);
  return `${PRELUDE}\nasync def probe():\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

test('every entry is found in natural code', () => {
  const missed = entries.filter((entry) => {
    const module = moduleOf(probe(entry));
    const fn = module.functions.find(({ name }) => name === 'probe')!;
    const waits = blockingCallsIn(fn).map(({ name }) => name);
    const last = `.${entry.name}`;
    return !waits.some((name) => name.endsWith(last) || (entry.name === 'anything' && name.endsWith('.method')));
  });
  expect(missed.map(({ owner, name }) => `${owner}.${name}`).sort()).toEqual(Object.keys(UNREACHABLE).sort());
  expect(entries.length).toBeGreaterThan(1000);
});

test('no entry stands in two groups', () => {
  const names = groups.flatMap(({ calls }) =>
    Object.entries(calls as Record<string, string>).flatMap(([owner, list]) =>
      list.split(' ').map((name) => `${owner}.${name}`),
    ),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
