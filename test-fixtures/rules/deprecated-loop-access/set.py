"""The loop is set before."""
import asyncio

asyncio.set_event_loop(asyncio.new_event_loop())
# ok: deprecated-loop-access
asyncio.get_event_loop().run_forever()
