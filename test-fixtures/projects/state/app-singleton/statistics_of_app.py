class Statistics:
    def __init__(self):
        self.by_path = {}

    def add(self, path):
        # ruleid: unlocked-shared-attribute
        self.by_path[path] = self.by_path.get(path, 0) + 1
