from twisted.internet import reactor, threads

import state


def work():
    # ruleid: unlocked-shared-global
    state.count += 1


for _ in range(3):
    threads.deferToThread(work)  # root
reactor.run()
