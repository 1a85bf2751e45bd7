import sys
import sysconfig

# ruleid: wrong-gil-probe
build = sysconfig.get_config_var('Py_NOGIL')
# ruleid: wrong-gil-probe
if sys._is_gil_enabled:
    print("on")
# ruleid: wrong-gil-probe
if "experimental free-threading build" in sys.version:
    print("free-threaded")
# Prefixes are left to the author.
# ruleid: wrong-gil-probe
raw = sysconfig.get_config_var(r"Py_NOGIL")
# ruleid: wrong-gil-probe
if getattr(sys.flags, "nogil", False):
    print("never")
