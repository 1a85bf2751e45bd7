/** What the fix makes of a blocking call, as text before and after. */
import { expect, test } from 'vitest';
import { analyse, applyFix } from '../analyse.ts';

const CASES: Readonly<Record<string, readonly [string, string | undefined]>> = {
  'the name that the module has already': [
    'import asyncio as aio\nimport time\nasync def f():\n    time.sleep(1)\n',
    'import asyncio as aio\nimport time\nasync def f():\n    await aio.sleep(1)\n',
  ],
  'a new import, sorted in': [
    'import argparse\nimport time\nfrom os import path\nasync def f():\n    time.sleep(1)\n',
    'import argparse\nimport asyncio\nimport time\nfrom os import path\nasync def f():\n    await asyncio.sleep(1)\n',
  ],
  'before the imports from modules': [
    '"""Doc."""\nfrom time import sleep\nasync def f():\n    sleep(1)\n',
    '"""Doc."""\nimport asyncio\nfrom time import sleep\nasync def f():\n    await asyncio.sleep(1)\n',
  ],
  'behind imports from the future': [
    'from __future__ import annotations\nimport time\nasync def f():\n    time.sleep(1)\n',
    'from __future__ import annotations\nimport asyncio\nimport time\nasync def f():\n    await asyncio.sleep(1)\n',
  ],
  'without any import, below the docstring': [
    '"""Doc."""\n\nasync def f():\n    return input()\n',
    '"""Doc."""\n\nimport asyncio\n\nasync def f():\n    return await asyncio.to_thread(input)\n',
  ],
  'without any import and docstring': [
    '# licence\n\nasync def f():\n    return input("x")\n',
    '# licence\n\nimport asyncio\n\nasync def f():\n    return await asyncio.to_thread(input, "x")\n',
  ],
  'line ends of the file': [
    'import time\r\nasync def f():\r\n    time.sleep(1)\r\n',
    'import asyncio\r\nimport time\r\nasync def f():\r\n    await asyncio.sleep(1)\r\n',
  ],
  'no import of what only types need': [
    'import time\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import asyncio\nasync def f():\n    time.sleep(1)\n',
    undefined,
  ],
  'no import where the name means something else': [
    'import time\nasync def f(asyncio):\n    time.sleep(1)\n',
    undefined,
  ],
  'no fix for other event loops': [
    'import time\nfrom twisted.internet import defer\nasync def f():\n    time.sleep(1)\n',
    undefined,
  ],
  'no fix where trio and asyncio meet': ['import asyncio, time, trio\nasync def f():\n    time.sleep(1)\n', undefined],
  'arguments on several lines': [
    'import asyncio\nimport requests\nasync def f(u):\n    return requests.get(\n        u,  # where\n        timeout=3,\n    ).json()\n',
    'import asyncio\nimport requests\nasync def f(u):\n    return (await asyncio.to_thread(requests.get,\n        u,  # where\n        timeout=3,\n    )).json()\n',
  ],
  'no fix for a lone generator expression': [
    'import asyncio, subprocess\nasync def f(xs):\n    subprocess.run(x for x in xs)\n',
    undefined,
  ],
  'a generator expression in its own parentheses': [
    'import asyncio, subprocess\nasync def f(xs):\n    subprocess.run((x for x in xs))\n',
    'import asyncio, subprocess\nasync def f(xs):\n    await asyncio.to_thread(subprocess.run, (x for x in xs))\n',
  ],
  'positional arguments with trio': [
    'import requests\nimport trio\nasync def f(u):\n    requests.get(u)\n',
    'import requests\nimport trio\nasync def f(u):\n    await trio.to_thread.run_sync(requests.get, u)\n',
  ],
  'keyword arguments with trio': [
    'import requests\nimport trio\nasync def f(u):\n    return requests.get(u, timeout=3).text\n',
    'import requests\nimport trio\nasync def f(u):\n    return (await trio.to_thread.run_sync(lambda: requests.get(u, timeout=3))).text\n',
  ],
  'no lambda around what must run here': [
    'import requests\nimport trio\nasync def f(u):\n    requests.get(u, timeout=limit())\n',
    undefined,
  ],
  'an awaited sleep': [
    'import asyncio, time\nasync def f():\n    await time.sleep(1)\n',
    'import asyncio, time\nasync def f():\n    await asyncio.sleep(1)\n',
  ],
  'no await in a comprehension': [
    'import asyncio, requests\nasync def f(us):\n    return [requests.get(u) for u in us]\n',
    undefined,
  ],
  'the first iterable of a comprehension': [
    'import asyncio, requests\nasync def f(u):\n    return [x for x in requests.get(u).json()]\n',
    'import asyncio, requests\nasync def f(u):\n    return [x for x in (await asyncio.to_thread(requests.get, u)).json()]\n',
  ],
  'no await in a callback': [
    'import asyncio, time\ndef cb():\n    time.sleep(1)\nasync def f():\n    asyncio.get_running_loop().call_soon(cb)\n',
    undefined,
  ],
  'no thread for what is bound to one': [
    'import asyncio, sqlite3\nasync def f():\n    sqlite3.connect("x")\n',
    undefined,
  ],
};

test.each(Object.entries(CASES))('%s', (_, [before, after]) => {
  const [finding] = analyse(before).findings.filter(({ rule }) => rule === 'blocking-call-in-async');
  expect(finding).toBeDefined();
  expect(finding!.fixes[0] === undefined ? undefined : applyFix(before, finding!)).toBe(after);
});
