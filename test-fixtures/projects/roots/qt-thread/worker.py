from PyQt5.QtCore import QThread  # root

import state


class Worker(QThread):
    def run(self):
        # ruleid: unlocked-shared-global
        state.count += 1
