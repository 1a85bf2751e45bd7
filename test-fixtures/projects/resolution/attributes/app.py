import asyncio
import functools
from typing import Annotated, List, Optional, Union

import client
from client import Client, Holder, Settings, connect, singleton


async def attribute_with_one_constructor():
    # ruleid: blocking-call-in-async
    Holder().client.get()


async def attribute_with_several_values():
    # ok: blocking-call-in-async
    Holder().changing.get()


async def annotated_attribute():
    # ruleid: blocking-call-in-async
    Holder().maybe.get()


async def annotated_property():
    # ruleid: blocking-call-in-async
    singleton.shared.get()


async def module_singleton():
    # ruleid: blocking-call-in-async
    client.client.get()


async def dataclass_field(settings: Settings):
    # ruleid: blocking-call-in-async
    settings.client.get()


async def dataclass_field_in_quotes(settings: Settings):
    # ruleid: blocking-call-in-async
    settings.other.get()


async def dataclass_factory(settings: Settings):
    # ruleid: blocking-call-in-async
    settings.made.get()


async def quoted(c: "Client"):
    # ruleid: blocking-call-in-async
    c.get()


async def quoted_qualified(c: "client.Client"):
    # ruleid: blocking-call-in-async
    c.get()


async def quoted_optional(c: "Optional[Client]" = None):
    # ruleid: blocking-call-in-async
    c.get()


async def quoted_none(c: "Client | None" = None):
    # ruleid: blocking-call-in-async
    c.get()


async def union_with_none(c: Union[Client, None]):
    # ruleid: blocking-call-in-async
    c.get()


async def annotated_parameter(c: Annotated[Client, "the shop's"]):
    # ruleid: blocking-call-in-async
    c.get()


async def of_several_types(c: Union[Client, Holder]):
    # ok: blocking-call-in-async
    c.get()


async def elements(clients: List[Client]):
    for c in clients:
        # ruleid: blocking-call-in-async
        c.get()


async def annotated_result():
    # ruleid: blocking-call-in-async
    connect().get()


async def entered():
    with Client() as c:
        # ruleid: blocking-call-in-async
        c.get()


async def partially(c: Client):
    call = functools.partial(c.get)
    # ruleid: blocking-call-in-async
    call()


async def main():
    await asyncio.gather(module_singleton(), entered())
