"""Clients of services: generated code, chains of attributes, objects that decorators make."""
import anthropic
import docker
import grpc
import openai
import xmlrpc.client
from celery import Celery
from googleapiclient.discovery import build

from shop import greeter_pb2_grpc

queue = Celery("shop")
ai = openai.OpenAI()
claude = anthropic.Anthropic()


@queue.task
def add(a, b):
    return a + b


async def models(question):
    # ruleid: blocking-call-in-async
    ai.chat.completions.create(model="m", messages=[question])
    # ruleid: blocking-call-in-async
    ai.embeddings.create(model="m", input=question)
    # ruleid: blocking-call-in-async
    claude.messages.create(model="m", messages=[question])
    patient = openai.AsyncOpenAI()
    # ok: blocking-call-in-async
    await patient.chat.completions.create(model="m", messages=[question])


async def tasks():
    # ruleid: blocking-call-in-async
    result = add.delay(1, 2)
    while not result.ready():
        # ruleid: blocking-call-in-async
        print(result.get(timeout=1))
    # ok: blocking-call-in-async
    return result.get()


async def calls(request):
    stub = greeter_pb2_grpc.GreeterStub(grpc.insecure_channel("localhost:1"))
    # ruleid: blocking-call-in-async
    stub.Greet(request)
    # ok: blocking-call-in-async
    stub.Greet.future(request)
    patient = greeter_pb2_grpc.GreeterStub(grpc.aio.insecure_channel("localhost:1"))
    # ok: blocking-call-in-async
    await patient.Greet(request)


async def others():
    # ruleid: blocking-call-in-async
    drive = build("drive", "v3")
    # ruleid: blocking-call-in-async
    drive.files().list(pageSize=10).execute()
    # ruleid: blocking-call-in-async
    client = docker.from_env()
    # ruleid: blocking-call-in-async
    client.containers.run("alpine")
    proxy = xmlrpc.client.ServerProxy("http://localhost")
    # ruleid: blocking-call-in-async
    return proxy.add(1, 2)
