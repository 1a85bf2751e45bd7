from names import *
from plain import *
