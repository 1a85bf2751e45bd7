"""Queries of Django's models where an event loop runs."""
import asyncio

import requests
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.shortcuts import get_object_or_404
from django.views import View

from shop.models import Order


class Account(models.Model):
    name = models.CharField(max_length=40)

    async def rename(self, name):
        self.name = name
        # ruleid: sync-orm-in-async
        self.save()

    def close(self):
        self.delete()


async def one(request, pk):
    # ruleid: sync-orm-in-async
    account = Account.objects.get(pk=pk)
    # ruleid: sync-orm-in-async
    order = Order.objects.filter(account=account).order_by("-made_at").first()
    # ruleid: sync-orm-in-async
    count = Order.objects.count()
    # ruleid: sync-orm-in-async
    user = get_object_or_404(User, pk=pk)
    # ruleid: sync-orm-in-async
    Order.objects.create(account=account, user=user)
    return order, count


# A twin that is not asynchronous, awaited.
async def awaited(pk):
    # ruleid: sync-orm-in-async
    return await Account.objects.get(pk=pk)


async def followed(pk):
    # ruleid: sync-orm-in-async
    return Account.objects.get(pk=pk).name.upper()


async def loops(names):
    # ruleid: sync-orm-in-async
    for account in Account.objects.filter(name__in=names):
        print(account.name)
    # ruleid: sync-orm-in-async
    listed = list(Account.objects.all())
    # ruleid: sync-orm-in-async
    by_name = {account.name: account for account in Account.objects.exclude(name="")}
    # ruleid: sync-orm-in-async
    for account in Account.objects.all().iterator():
        print(account.name)
    # ruleid: sync-orm-in-async
    for account in Account.objects.all()[:3]:
        print(account.name)
    return listed, by_name


async def tests(name):
    accounts = Account.objects.filter(name=name)
    # ruleid: sync-orm-in-async
    if accounts:
        # ruleid: sync-orm-in-async
        return accounts[0]
    # ruleid: sync-orm-in-async
    if name in Account.objects.values_list("name", flat=True):
        return None
    # ruleid: sync-orm-in-async
    return len(accounts)


async def rows(pk):
    account = await Account.objects.aget(pk=pk)
    account.name = ""
    # ruleid: sync-orm-in-async
    account.save()
    other = Account(name="other")
    # ruleid: sync-orm-in-async
    other.save()
    async for each in Account.objects.filter(name=""):
        # ruleid: sync-orm-in-async
        each.delete()


async def transactions(pk):
    # ruleid: sync-orm-in-async
    with transaction.atomic():
        await Account.objects.filter(pk=pk).aupdate(name="")
    # ruleid: sync-orm-in-async
    with connection.cursor() as cursor:
        cursor.execute("select 1")


def load(pk):
    return Account.objects.get(pk=pk)


def load_open(pk):
    account = load(pk)
    return account if account.name else None


class Accounts(View):
    async def get(self, request, pk):
        # ruleid: sync-orm-in-async
        return load_open(pk)

    async def delete(self, request, pk):
        account = Account(pk=pk)
        # ruleid: sync-orm-in-async
        account.close()


class Chat(AsyncWebsocketConsumer):
    async def connect(self):
        # ruleid: sync-orm-in-async
        self.account = self.account_of(self.scope["user"])
        await self.accept()

    def account_of(self, user):
        return Account.objects.filter(name=user.username).last()


def tick():
    # ruleid: sync-orm-in-async
    Account.objects.filter(name="").delete()


async def timer():
    asyncio.get_running_loop().call_later(60, tick)


def refund(pk):
    order = Order.objects.get(pk=pk)
    return requests.post("https://bank.example", json={"order": order.pk})


# It never comes to the request.
async def refunded(pk):
    # ruleid: sync-orm-in-async
    return refund(pk)


def owner_of(order):
    if order.owner_id == 0:
        return User.objects.get(username="house")
    return None


# Not every call comes to that: a warning.
async def owner(order):
    # ruleid: sync-orm-in-async
    return owner_of(order)
