def save(item):
    with open("items.txt", "a") as file:
        file.write(item)


async def compact():
    """No handler comes here: information."""
    # ruleid: blocking-call-in-async
    save("")
