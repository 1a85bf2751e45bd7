/** Tasks as text: `async def f():  # tasks: …` says which tasks run each function of a module. */
import { expect, test } from 'vitest';
import { isTask, type TaskContext, taskPlacementOf } from '#analysis';
import { moduleOf } from '../analyse.ts';

const CASES: Readonly<Record<string, string>> = {
  'what the loop is started for, and what it awaits': `
import asyncio
async def main():  # tasks: main
    await awaited()
    coroutine = awaited_later()
    await coroutine
    async with managed():
        pass
    async for _ in generated():
        pass
    return await asyncio.wait_for(with_timeout(), 3)
async def awaited():  # tasks: main
    helper()
async def awaited_later():  # tasks: main
    pass
async def managed():  # tasks: main
    yield
async def generated():  # tasks: main
    yield 1
class Later:
    async def result(self):  # tasks: none
        pass
    def __await__(self):  # tasks: none
        return self.result().__await__()
async def with_timeout():  # tasks: main
    pass
def helper():  # tasks: main
    pass
asyncio.run(main())
`,
  'one task, and many': `
import asyncio
async def one():  # tasks: started
    pass
async def in_loop():  # tasks: many started
    await called_by_many()
async def called_by_many():  # tasks: many started
    pass
async def in_gather():  # tasks: many started
    pass
async def in_list():  # tasks: many started
    pass
async def twice():  # tasks: started, started
    pass
async def one_by_one():  # tasks: started, started
    pass
async def anew():  # tasks: started
    pass
async def soon(coroutine):  # tasks: main
    asyncio.create_task(coroutine)
async def through_function():  # tasks: started
    pass
async def main():  # tasks: main
    asyncio.create_task(one())
    for _ in range(3):
        asyncio.create_task(in_loop())
    await asyncio.gather(*(in_gather() for _ in range(3)))
    jobs = [in_list() for _ in range(3)]
    await asyncio.gather(*jobs)
    await asyncio.gather(twice(), twice())
    for _ in range(3):
        await asyncio.create_task(one_by_one())
        task = asyncio.create_task(one_by_one())
        await task
    await soon(through_function())
    while True:
        restart()
        await asyncio.sleep(1)
task = None
def restart():  # tasks: main
    global task
    if task is None:
        task = asyncio.ensure_future(anew())
asyncio.run(main())
`,
  groups: `
import asyncio, anyio
async def grouped():  # tasks: many started
    pass
async def soon():  # tasks: many started
    pass
async def main():  # tasks: main
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(grouped())
    async with anyio.create_task_group() as nursery:
        for _ in range(3):
            nursery.start_soon(soon)
asyncio.run(main())
`,
  'handlers, callbacks, startup': `
import asyncio
from fastapi import FastAPI
app = FastAPI()
@app.get('/')
async def handler():  # tasks: many called
    asyncio.create_task(background())
    await shared()
@app.on_event('startup')
async def prepare():  # tasks: lifecycle
    await shared()
async def shared():  # tasks: lifecycle, many called
    pass
async def background():  # tasks: many started
    pass
`,
  'what nobody is seen to start': `
from elsewhere import run_somehow
async def uncalled():  # tasks: many assumed (assumed)
    await below()
async def below():  # tasks: many assumed (assumed)
    pass
async def given():  # tasks: assumed (assumed)
    pass
async def __aenter__():  # tasks: lifecycle (assumed)
    run_somehow(given())
def plain():  # tasks: none
    pass
`,
};

test.each(Object.entries(CASES))('%s', (_, text) => {
  const shown = text.replace(/(def (\w+)\(.*?\):) {2}# tasks: .*/g, (_line, head: string, name: string) => {
    return `${head}  # tasks: ${tasksOf(text, name)}`;
  });
  expect(shown).toBe(text);
});

function tasksOf(text: string, name: string): string {
  const module = moduleOf(text);
  const fn = module.functions.find((candidate) => candidate.name === name)!;
  const tasks = taskPlacementOf(module).contextsOf(fn).filter(isTask).map(wordsFor);
  return tasks.length === 0 ? 'none' : tasks.sort().join(', ');
}

function wordsFor({ role, isMany, isAssumed }: TaskContext): string {
  return `${isMany ? 'many ' : ''}${role}${isAssumed ? ' (assumed)' : ''}`;
}
