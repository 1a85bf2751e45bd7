/** Functions of the libraries that give an equal value whenever they are asked: asking twice is only wasted time. */

/** By qualified name. Source: the Python documentation of each. */
export const REPEATABLE_CALLS =
  /^(builtins\.(int|float|str|bytes|bool|len|tuple|frozenset|min|max|sum|abs|round|repr|hash|id|ord|chr|getattr|type|isinstance|sorted)|re\.compile|os\.(getenv|getpid|cpu_count|getcwd|path\..*|environ\.get|fspath|uname)|sys\..*|platform\..*|shutil\.which|socket\.(gethostname|getfqdn)|locale\..*|importlib\.import_module|importlib\.util\.find_spec|logging\.getLogger|inspect\..*|functools\.partial|operator\..*|hashlib\..*|pathlib\..*|importlib\.metadata\..*)$/;

/** What makes an object by the libraries' own way of naming: classes, and functions that open or make something. */
export const MAKERS = /(^|\.)([A-Z]\w*|object|open|connect|create_\w+|make_\w+|new_\w+|open_\w+|start_\w+)$/;
