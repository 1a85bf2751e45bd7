"""A variable that does not exist is None on every build, so a free-threaded one is taken for an ordinary one.

The build's variables are set here to what a free-threaded build has.

expected: the probe says: an ordinary build
fails with: AssertionError: it is a free-threaded one
"""

import sysconfig

sysconfig.get_config_vars()["Py_GIL_DISABLED"] = 1


def kind_of_build():
    return "a free-threaded build" if sysconfig.get_config_var("Py_NOGIL") else "an ordinary build"


print(f"the probe says: {kind_of_build()}")
assert kind_of_build() == "a free-threaded build", "it is a free-threaded one"
