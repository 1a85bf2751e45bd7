"""Loops whose turns wait for each other for nothing."""
import aiohttp
import anthropic
import httpx
from openai import AsyncOpenAI

openai = AsyncOpenAI()
claude = anthropic.AsyncAnthropic()


async def into_a_list(client: httpx.AsyncClient, urls):
    answers = []
    for url in urls:
        # ruleid: await-in-sequence
        answer = await client.get(url)
        answer.raise_for_status()
        answers.append(answer.json())
    return answers


async def at_once_into_a_list(client: httpx.AsyncClient, urls):
    answers = []
    for url in urls:
        # ruleid: await-in-sequence
        answers.append(await client.get(url))
    return answers


async def by_name(urls):
    found = {}
    async with aiohttp.ClientSession() as session:
        for name, url in urls.items():
            # ruleid: await-in-sequence
            async with session.get(url) as answer:
                if answer.status != 200:
                    continue
                found[name] = await answer.json()
    return found


async def in_a_comprehension(client: httpx.AsyncClient, urls):
    # ruleid: await-in-sequence
    return [await client.get(url) for url in urls]


async def summed(client: httpx.AsyncClient, urls):
    size = 0
    for url in urls:
        # ruleid: await-in-sequence
        answer = await client.head(url)
        size += int(answer.headers["content-length"])
    return size


async def fetch(session: aiohttp.ClientSession, url):
    async with session.get(url) as answer:
        return await answer.text()


async def through_a_function(urls):
    pages = []
    async with aiohttp.ClientSession() as session:
        for url in urls:
            # ruleid: await-in-sequence
            page = await fetch(session, url)
            pages.append(parse(page))
    return pages


async def summaries(texts):
    found = []
    for text in texts:
        # ruleid: await-in-sequence
        answer = await openai.chat.completions.create(model="m", messages=[{"role": "user", "content": text}])
        found.append(answer.choices[0].message.content)
        # ruleid: await-in-sequence
        found.extend([await claude.messages.create(model="m", messages=[text]) for text in texts])
    return found


def parse(page):
    return page.splitlines()
