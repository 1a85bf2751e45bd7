import time

from tornado.ioloop import IOLoop
from tornado.web import Application
from tornado.web import RequestHandler  # root


class Index(RequestHandler):
    def get(self):
        # ruleid: blocking-call-in-async
        time.sleep(1)
        self.write("hello")


def poll():
    # ruleid: blocking-call-in-async
    time.sleep(1)


if __name__ == "__main__":
    Application([("/", Index)]).listen(8888)
    loop = IOLoop.current()
    loop.call_later(5, poll)  # root
    loop.start()
