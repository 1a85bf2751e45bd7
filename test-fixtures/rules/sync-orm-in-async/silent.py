"""Queries that are only described, awaited, or asked in a thread."""
import asyncio

from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from django.contrib.auth.models import User
from django.db import models, transaction

from shop.models import Order


class AccountManager(models.Manager):
    def cached(self, pk):
        return {}

    async def get(self, pk):
        return await self.aget(pk=pk)


class Account(models.Model):
    name = models.CharField(max_length=40)
    objects = AccountManager()

    async def save(self):
        await self.asave()


async def lazy(name):
    # ok: sync-orm-in-async
    users = User.objects.filter(username=name).exclude(is_staff=True).order_by("pk")
    # ok: sync-orm-in-async
    first = users[:3]
    # ok: sync-orm-in-async
    rows = users.iterator
    # ok: sync-orm-in-async
    block = transaction.atomic()
    # ok: sync-orm-in-async
    nobody = User.objects.none().count()
    return first, rows, block, nobody


async def awaited(name):
    # ok: sync-orm-in-async
    user = await User.objects.aget(username=name)
    # ok: sync-orm-in-async
    async for other in User.objects.exclude(pk=user.pk):
        print(other)
    # ok: sync-orm-in-async
    names = [other.username async for other in User.objects.all()]
    # ok: sync-orm-in-async
    await user.asave()
    return names


# The query keeps its rows.
async def has_its_rows(name):
    users = User.objects.filter(username=name)
    async for user in users:
        print(user)
    # ok: sync-orm-in-async
    if users:
        # ok: sync-orm-in-async
        return len(users)
    others = User.objects.exclude(username=name)
    await sync_to_async(list)(others)
    # ok: sync-orm-in-async
    return others[0]


async def in_threads(name):
    # ok: sync-orm-in-async
    user = await sync_to_async(User.objects.get)(username=name)
    # ok: sync-orm-in-async
    users = await sync_to_async(lambda: list(User.objects.all()))()
    # ok: sync-orm-in-async
    listed = await sync_to_async(list)(User.objects.all())
    # ok: sync-orm-in-async
    count = await asyncio.to_thread(User.objects.count)
    # ok: sync-orm-in-async
    staff = await staff_of(name)
    # ok: sync-orm-in-async
    return user, users, listed, count, staff, await sync_to_async(load)(name)


@database_sync_to_async
def staff_of(name):
    # ok: sync-orm-in-async
    return User.objects.get(username=name, is_staff=True)


def load(name):
    # ok: sync-orm-in-async
    return User.objects.get(username=name)


# Methods of the program's own, whatever they are called.
async def own_methods(pk):
    # ok: sync-orm-in-async
    account = await Account.objects.get(pk)
    # ok: sync-orm-in-async
    Account.objects.cached(pk).get("name")
    # ok: sync-orm-in-async
    await account.save()
    row = await Account.objects.afirst()
    # ok: sync-orm-in-async
    await row.save()


# Somebody else's mapper may have a manager whose methods one awaits.
async def other_mappers(pk):
    # ok: sync-orm-in-async
    return await Order.objects.get(pk=pk)


async def unknown(row, rows, cache):
    # ok: sync-orm-in-async
    row.save()
    # ok: sync-orm-in-async
    for each in rows:
        print(each)
    # ok: sync-orm-in-async
    return cache.get("key")


def both(name):
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        # ok: sync-orm-in-async
        return User.objects.get(username=name)
    return loop.run_in_executor(None, load, name)


def maybe(name, look_up=False):
    if look_up:
        # ok: sync-orm-in-async
        return User.objects.get(username=name)
    return None


async def calls_them(name):
    # ok: sync-orm-in-async
    return both(name), maybe(name)


# A view of its own thread.
def view(request):
    # ok: sync-orm-in-async
    return User.objects.get(username=request.GET["name"])
