def fill(box, items):
    with box.changed:
        box.items.extend(items)
        box.tell()
