"""The variable that tells is `Py_GIL_DISABLED`, in Python as in C.

expected: the probe says: a free-threaded build
"""

import sysconfig

sysconfig.get_config_vars()["Py_GIL_DISABLED"] = 1


def kind_of_build():
    return "a free-threaded build" if sysconfig.get_config_var("Py_GIL_DISABLED") else "an ordinary build"


print(f"the probe says: {kind_of_build()}")
assert kind_of_build() == "a free-threaded build", "it is a free-threaded one"
