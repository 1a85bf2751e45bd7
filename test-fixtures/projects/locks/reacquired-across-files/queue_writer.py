from base import Base
from shared import log_lock, log


class Writer(Base):
    def __init__(self):
        super().__init__()
        self.backup = Base()

    def close(self):
        with self._lock:
            # ruleid: lock-reacquired
            self.flush()

    def close_backup(self):
        with self._lock:
            # ok: lock-reacquired
            self.backup.flush()


def write(line):
    with log_lock:
        # ruleid: lock-reacquired
        log(line)
