/** Calls that do not fail in practice: what they are given is fine whatever it is, or they catch what goes wrong themselves. */

/** By qualified name. Source: the Python documentation; `logging` prints what its handlers raise instead of passing it on. */
export const HARMLESS_CALLS =
  /^(builtins\.(len|id|isinstance|issubclass|callable|print|repr|bool|type|hasattr|object|list|dict|set|tuple|range|enumerate)|time\.(time|time_ns|monotonic|monotonic_ns|perf_counter)|threading\.(get_ident|current_thread|active_count)|asyncio\.current_task|contextlib\.suppress|logging\..*)$/;

/** Methods of containers and of things that signal, by name alone: to take one for harmless that is not only misses something. */
export const HARMLESS_METHODS =
  /^(acquire|release|append|appendleft|add|discard|clear|items|keys|values|copy|extend|notify|notify_all|notifyAll|set|is_set|locked|debug|info|warning|error|exception|critical|log)$/;
