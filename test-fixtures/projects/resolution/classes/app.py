import asyncio
import base
from base import Quick, Slow


class Diamond(Slow, Quick):
    async def run(self):
        # ok: blocking-call-in-async
        self.step()
        # ruleid: blocking-call-in-async
        self.only_in_root()


class Direct(Slow):
    async def run(self):
        # ruleid: blocking-call-in-async
        self.step()

    async def upwards(self):
        # ruleid: blocking-call-in-async
        super().step()


class Impl(base.Abstract):
    def fetch(self):
        return 1

    async def run(self):
        # ok: blocking-call-in-async
        self.template()


async def class_methods():
    # ruleid: blocking-call-in-async
    Quick.make()


async def static_methods():
    # ruleid: blocking-call-in-async
    Quick.compute()


async def through_an_instance():
    quick = Quick()
    # ok: blocking-call-in-async
    quick.step()
    # ruleid: blocking-call-in-async
    quick.only_in_root()


async def main():
    await asyncio.gather(Diamond().run(), Direct().run(), Impl().run(), class_methods(), static_methods())
