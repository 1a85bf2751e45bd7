import asyncio
import contextlib
import sys
from typing import NoReturn


async def errors_only(jobs):
    while True:
        try:
            await jobs.get()
        # ok: swallowed-cancellation
        except Exception:
            pass


async def raised_again(jobs):
    while True:
        try:
            await jobs.get()
        # ok: swallowed-cancellation
        except asyncio.CancelledError:
            print("cancelled")
            raise


async def raised_on_every_path(jobs, is_loud):
    while True:
        try:
            await jobs.get()
        # ok: swallowed-cancellation
        except asyncio.CancelledError as error:
            if is_loud:
                print("cancelled")
                raise
            else:
                raise error


async def raised_by_finally(jobs):
    try:
        await jobs.get()
    # ok: swallowed-cancellation
    except BaseException:
        try:
            await jobs.close()
        finally:
            raise


async def raised_as_another(jobs):
    try:
        await jobs.get()
    # ok: swallowed-cancellation
    except asyncio.CancelledError as error:
        raise RuntimeError("stopped") from error


async def raised_behind(jobs):
    try:
        await jobs.get()
    # ok: swallowed-cancellation
    except asyncio.CancelledError:
        pass
    raise RuntimeError("stopped")


async def exits(jobs):
    try:
        await jobs.get()
    # ok: swallowed-cancellation
    except asyncio.CancelledError:
        sys.exit(1)


def give_up() -> NoReturn:
    raise SystemExit


async def gives_up(jobs):
    try:
        await jobs.get()
    # ok: swallowed-cancellation
    except BaseException:
        give_up()


async def caught_before(jobs):
    while True:
        try:
            await jobs.get()
        except asyncio.CancelledError:
            raise
        # ok: swallowed-cancellation
        except BaseException:
            print("failed")


async def sorted_out(jobs):
    while True:
        try:
            await jobs.get()
        # ok: swallowed-cancellation
        except BaseException as error:
            if isinstance(error, asyncio.CancelledError):
                raise
            print(error)


async def raised_later(jobs, sink):
    was_cancelled = False
    try:
        await jobs.get()
    # ok: swallowed-cancellation
    except asyncio.CancelledError:
        was_cancelled = True
    await sink.flush()
    if was_cancelled:
        raise asyncio.CancelledError


async def own_child(task):
    task.cancel()
    # ok: swallowed-cancellation
    with contextlib.suppress(asyncio.CancelledError):
        await task
    await asyncio.sleep(1)


async def own_children(tasks):
    for task in tasks:
        task.cancel()
    for task in tasks:
        try:
            await task
        # ok: swallowed-cancellation
        except asyncio.CancelledError:
            pass


async def gathered(tasks):
    [task.cancel() for task in tasks]
    try:
        await asyncio.gather(*tasks)
    # ok: swallowed-cancellation
    except asyncio.CancelledError:
        pass
    await asyncio.sleep(1)


async def with_a_limit(task):
    task.cancel()
    try:
        await asyncio.wait_for(task, timeout=1)
    # ok: swallowed-cancellation
    except (asyncio.CancelledError, asyncio.TimeoutError):
        pass
    await asyncio.sleep(1)


class Service:
    def __init__(self):
        self._task = None

    def start(self, jobs):
        self._task = asyncio.ensure_future(raised_again(jobs))

    async def stop(self):
        if self._task is not None:
            self._task.cancel()
            try:
                await self._task
            # ok: swallowed-cancellation
            except asyncio.CancelledError:
                pass
            self._task = None
            await asyncio.sleep(1)

    def interrupt(self):
        self._task.cancel()

    async def ended(self):
        try:
            await self._task
        # ok: swallowed-cancellation
        except asyncio.CancelledError:
            print("interrupted")
        await asyncio.sleep(1)


async def whose_is_it(task):
    try:
        await asyncio.shield(task)
    # ok: swallowed-cancellation
    except asyncio.CancelledError:
        if not task.cancelled():
            raise
        print("the child was cancelled")
    await asyncio.sleep(1)


async def taken_back(jobs):
    try:
        await jobs.get()
    # ok: swallowed-cancellation
    except asyncio.CancelledError:
        asyncio.current_task().uncancel()
    await asyncio.sleep(1)


async def handed_on(jobs, answer):
    try:
        answer.set_result(await jobs.get())
    # ok: swallowed-cancellation
    except asyncio.CancelledError:
        answer.cancel()
    await asyncio.sleep(1)


async def handed_on_as_exception(jobs, answer):
    while True:
        try:
            await jobs.get()
        # ok: swallowed-cancellation
        except BaseException as error:
            answer.set_exception(error)


async def given_back(jobs):
    try:
        return await jobs.get()
    # ok: swallowed-cancellation
    except BaseException as error:
        return error


async def kept(jobs, errors):
    for job in jobs:
        try:
            await job.run()
        # ok: swallowed-cancellation
        except BaseException as error:
            errors.append(error)
    raise errors[0]


async def nothing_awaited(job):
    while True:
        try:
            job.run()
        # ok: swallowed-cancellation
        except BaseException:
            print("failed")
        await asyncio.sleep(1)


async def only_defined(jobs):
    while True:
        try:

            async def job():
                await jobs.get()

        # ok: swallowed-cancellation
        except BaseException:
            print("failed")
        await asyncio.sleep(1)


async def in_groups(group):
    try:
        await group.wait()
    # ok: swallowed-cancellation
    except* asyncio.CancelledError:
        print("cancelled")


async def inner_loop_of_finally(jobs):
    try:
        await jobs.get()
    finally:
        for job in jobs:
            if job is None:
                # ok: swallowed-cancellation
                break


def not_a_coroutine(loop, job):
    try:
        loop.run_until_complete(job)
    # ok: swallowed-cancellation
    except asyncio.CancelledError:
        pass
