import ping


def pong(count):
    if count > 0:
        ping.ping(count)
        pong(count - 2)
