from threading import Thread  # root

import state


class Worker(Thread):
    def run(self):
        self.step()

    def step(self):
        # ruleid: unlocked-shared-global
        state.count += 1
