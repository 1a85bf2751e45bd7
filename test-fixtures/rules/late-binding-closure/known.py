"""Known false alarms and known misses."""

classes = {}

# The call gives the same value in each turn, which nothing shows.
for field in form.fields:
    dialog = form.get_dialog()
    # todook: late-binding-closure
    field.changed.connect(lambda text: dialog.update(text))

# The object dies with its turn, although a function sees it.
for width in (10, 20):
    bubble = Bubble()
    # todook: late-binding-closure
    bubble.bind(size=lambda *_: resize(bubble, width))
    render(bubble)

# A method of a class that is made in the turn.
for name in ("a", "b"):

    class Command:
        def run(self):
            # todoruleid: late-binding-closure
            return name

    classes[name] = Command

# A function of another module that keeps what it is given.
for name in ("a", "b"):
    # todoruleid: late-binding-closure
    keep_for_later(lambda: name)
