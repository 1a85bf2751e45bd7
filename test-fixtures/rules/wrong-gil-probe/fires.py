import os
import sys
import sysconfig
from sys import _is_gil_enabled as gil_is_on
from sysconfig import get_config_vars

# ruleid: wrong-gil-probe
IS_FREE_THREADED = bool(sysconfig.get_config_var("Py_NOGIL"))
# ruleid: wrong-gil-probe
IS_NOGIL = get_config_vars().get("Py_NOGIL", 0)
# ruleid: wrong-gil-probe
HAS_GIL = not get_config_vars()['PY_GIL_DISABLED']
# ruleid: wrong-gil-probe
ABLE, MACHINE = sysconfig.get_config_vars("Py_NOGIL", "MACHDEP")

# ruleid: wrong-gil-probe
if sysconfig.get_config_var("Py_GIL_DISABLED") == "1":
    print("never")
# ruleid: wrong-gil-probe
if sysconfig.get_config_var("Py_GIL_DISABLED") is True:
    print("never")

# ruleid: wrong-gil-probe
if getattr(sys.flags, "nogil", False):
    print("never")
# ruleid: wrong-gil-probe
if hasattr(sys, "is_gil_enabled"):
    print("never")
# ruleid: wrong-gil-probe
print(sys.flags.nogil)

# ruleid: wrong-gil-probe
if sys._is_gil_enabled:
    print("always")
# ruleid: wrong-gil-probe
workers = 1 if gil_is_on else 8
# ruleid: wrong-gil-probe
while sys.version_info >= (3, 13) and not sys._is_gil_enabled:
    print("never")

# ruleid: wrong-gil-probe
if "experimental free-threading build" in sys.version:
    print("3.13 only")

# ruleid: wrong-gil-probe
os.environ["PYTHONMALLOC"] = "biased"
# ruleid: wrong-gil-probe
os.environ.setdefault("PYTHONMALLOC", "jemalloc")
# ruleid: wrong-gil-probe
os.putenv("PYTHONMALLOC", "nogil")
# ruleid: wrong-gil-probe
environment = {"PYTHONMALLOC": "biased", "PYTHON_GIL": "0"}
