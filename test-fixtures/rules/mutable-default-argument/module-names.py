"""Names of mutable globals as defaults: a finding only where the body changes them."""

DEFAULTS = {"depth": 3}
EMPTY = []
registry = {}
LEVELS = (1, 2, 3)
settings = {}
settings = {"a": 1}


# ruleid: mutable-default-argument
def crawl(url, options=DEFAULTS):
    options["url"] = url
    return options


# ruleid: mutable-default-argument
def gather(item, *, into=EMPTY):
    into.append(item)


# ruleid: mutable-default-argument
def register(name, namespace=registry):
    namespace[name] = 1


# ok: mutable-default-argument
def read(key, options=DEFAULTS):
    return options[key]


# ok: mutable-default-argument
def give(options=DEFAULTS):
    return options


# ok: mutable-default-argument
def copied(options=DEFAULTS):
    options = dict(options)
    options["depth"] = 1
    return options


# A name bound early on purpose, so that it outlives the module's teardown or is found faster.
# ok: mutable-default-argument
def finalize(key, registry=registry):
    registry.pop(key)


# ok: mutable-default-argument
def level(levels=LEVELS):
    return levels


# Which of the two it is, is not known.
# ok: mutable-default-argument
def assigned_twice(options=settings):
    options["b"] = 1
