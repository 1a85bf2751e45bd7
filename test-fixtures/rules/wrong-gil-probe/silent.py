import os
import sys
import sysconfig

from settings import get_config_var

# ok: wrong-gil-probe
IS_FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
# ok: wrong-gil-probe
IS_BUILT_SO = sysconfig.get_config_var("Py_GIL_DISABLED") == 1
# ok: wrong-gil-probe
IS_OLD = sysconfig.get_config_var("Py_GIL_DISABLED") is None
# A function of the project's own.
# ok: wrong-gil-probe
IS_OURS = get_config_var("Py_NOGIL")

# ok: wrong-gil-probe
gil_is_on = getattr(sys, "_is_gil_enabled", lambda: True)()
# ok: wrong-gil-probe
if hasattr(sys, "_is_gil_enabled") and not sys._is_gil_enabled():
    print("threads run in parallel")
# Handed on to be called.
# ok: wrong-gil-probe
probe = sys._is_gil_enabled
# ok: wrong-gil-probe
print(probe())

# ok: wrong-gil-probe
if "free-threading build" in sys.version:
    print("free-threaded build")
# ok: wrong-gil-probe
if sys.flags.gil == 0:
    print("off")

# ok: wrong-gil-probe
os.environ["PYTHONMALLOC"] = "debug"
# ok: wrong-gil-probe
os.environ["PYTHONMALLOC"] = os.environ.get("ALLOCATOR", "malloc")
# ok: wrong-gil-probe
if os.environ.get("PYTHONMALLOC") == "biased":
    raise SystemExit("no such allocator")
# Of a library of the program, not of `sys`.
# ok: wrong-gil-probe
options = {"nogil": True, "Py_NOGIL": 1}
