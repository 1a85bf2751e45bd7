from .deep import nap
