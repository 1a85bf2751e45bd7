// Parses Python with tree-sitter and writes the syntax tree as flat arrays: the one translation unit behind python.wasm.
//
// Memory is an arena. A parse starts with `reserve`, which forgets everything the previous parse left behind, and lays
// out, from the bottom: the text, whatever the parser allocates, the output arrays. Nothing is ever released one by one,
// a cancelled or trapped parse leaves nothing to clean up, and the same text always takes the same memory.

#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wctype.h>

#define EXPORT(name) __attribute__((export_name(#name)))

// ---- Budget -------------------------------------------------------------------------------------------------------

// What a parse may spend, in steps of some 5 to 50 microseconds: one per 100 parser operations, one per PIECE bytes of
// text that the lexer asks for, one per PIECE bytes of a large block of memory. The parser's own count misses the work
// behind the last two: the scanner may run far ahead for one token, and error recovery may copy all that it skipped.
enum { PIECE = 8192 };

static uint32_t steps_left;

static void spend(uint32_t steps) { steps_left = steps < steps_left ? steps_left - steps : 0; }

// ---- Arena --------------------------------------------------------------------------------------------------------

enum {
  PAGE = 65536,
  ALIGNMENT = 8,
  SMALL_LIMIT = 512,                       // up to here one free list per multiple of ALIGNMENT,
  SMALL_LISTS = SMALL_LIMIT / ALIGNMENT + 1,
  LARGE_LISTS = 32,                        // beyond it one per power of two
};

// Stands before every block. `size` is what the block can hold.
typedef struct Block {
  uint32_t size;
  struct Block *next_free;                 // only meaningful while the block is on a free list
} Block;

extern unsigned char __heap_base;          // from the linker: the first byte after static data and stack

static uintptr_t arena_top;
static uintptr_t arena_limit;
static Block *free_small[SMALL_LISTS];
static Block *free_large[LARGE_LISTS];
static uint32_t out_of_memory;

static void arena_reset(void) {
  arena_top = ((uintptr_t)&__heap_base + ALIGNMENT - 1) & ~(uintptr_t)(ALIGNMENT - 1);
  arena_limit = __builtin_wasm_memory_size(0) * (uintptr_t)PAGE;
  memset(free_small, 0, sizeof free_small);
  memset(free_large, 0, sizeof free_large);
}

// Never returns when memory is exhausted: the trap ends the parse, and the flag tells the caller why.
static uintptr_t arena_extend(uint32_t size) {
  uintptr_t start = arena_top;
  if (size > arena_limit - start) {
    uint32_t missing = size - (uint32_t)(arena_limit - start);
    // Growing copies nothing but costs a call into the engine, so grow by at least a megabyte.
    uint32_t pages = missing / PAGE + 1;
    if (__builtin_wasm_memory_grow(0, pages < 16 ? 16 : pages) == (size_t)-1 &&
        __builtin_wasm_memory_grow(0, pages) == (size_t)-1) {
      out_of_memory = 1;
      __builtin_trap();
    }
    arena_limit = __builtin_wasm_memory_size(0) * (uintptr_t)PAGE;
  }
  arena_top = start + size;
  return start;
}

static inline uint32_t large_list(uint32_t size) { return 32 - (uint32_t)__builtin_clz(size - 1); }

static inline Block **free_list(uint32_t size) {
  return size <= SMALL_LIMIT ? &free_small[size / ALIGNMENT] : &free_large[large_list(size)];
}

static inline uint32_t block_size(size_t wanted) {
  if (wanted > SMALL_LIMIT) {
    if (wanted > 1u << 30) {
      out_of_memory = 1;
      __builtin_trap();
    }
    return 1u << large_list((uint32_t)wanted);
  }
  return wanted == 0 ? ALIGNMENT : ((uint32_t)wanted + ALIGNMENT - 1) & ~(uint32_t)(ALIGNMENT - 1);
}

static void *arena_malloc(size_t wanted) {
  uint32_t size = block_size(wanted);
  if (size > SMALL_LIMIT) spend(size / PIECE);
  Block **list = free_list(size);
  Block *block = *list;
  if (block) {
    *list = block->next_free;
  } else {
    block = (Block *)arena_extend(sizeof(Block) + size);
    block->size = size;
  }
  return block + 1;
}

static void arena_free(void *pointer) {
  if (!pointer) return;
  Block *block = (Block *)pointer - 1;
  Block **list = free_list(block->size);
  block->next_free = *list;
  *list = block;
}

static void *arena_calloc(size_t count, size_t size) {
  void *pointer = arena_malloc(count * size);
  memset(pointer, 0, count * size);
  return pointer;
}

static void *arena_realloc(void *pointer, size_t wanted) {
  if (!pointer) return arena_malloc(wanted);
  Block *block = (Block *)pointer - 1;
  if (wanted <= block->size) return pointer;
  void *moved = arena_malloc(wanted);
  memcpy(moved, pointer, block->size);
  arena_free(pointer);
  return moved;
}

#define ts_malloc arena_malloc
#define ts_calloc arena_calloc
#define ts_realloc arena_realloc
#define ts_free arena_free
#define malloc arena_malloc
#define calloc arena_calloc
#define realloc arena_realloc
#define free arena_free

// ---- tree-sitter and the grammar -----------------------------------------------------------------------------------

// Logging, drawing and timeouts are never switched on. Without them the module imports nothing from its host.
#undef stderr
#define stderr ((FILE *)0)
#define fprintf(...) ((void)0)
#define snprintf(...) (0)
#define vsnprintf(...) (0)
#define fputs(...) ((void)0)
#define fputc(...) ((void)0)
#define fdopen(...) ((FILE *)0)
#define fclose(...) ((void)0)
#define clock_gettime(...) ((void)0)
#define abort __builtin_trap

#include "lib.c"

// One character forward in the text, for the lexer and the scanner. What this does not handle, tree-sitter does: line
// ends, surrogate pairs, byte order marks, the ends of a piece. The lexer spends most of its time here.
static inline void advance_in_text(TSLexer *lexer, bool skip) {
  Lexer *self = (Lexer *)lexer;
  uint32_t offset = self->current_position.bytes - self->chunk_start + 2;
  if (self->chunk && offset < self->chunk_size && self->lookahead_size == 2 && lexer->lookahead != '\n' &&
      lexer->lookahead != BYTE_ORDER_MARK) {
    uint16_t next = *(const uint16_t *)(self->chunk + offset);
    bool is_surrogate = (next & 0xf800) == 0xd800;
    if (!is_surrogate) {
      self->current_position.bytes += 2;
      self->current_position.extent.column += 2;
      ts_lexer__increment_column_data(self);
      lexer->lookahead = next;
      if (skip) self->token_start_position = self->current_position;
      return;
    }
  }
  ts_lexer__advance(lexer, skip);
}

// build.mjs has replaced the calls through the lexer's function table in these files.
#include "grammar/parser.c"
#include "grammar/scanner.c"

// The generated tables for most states are lists to be searched. One row per state for all of them takes 1.5 MB and
// saves a tenth of the time.
static uint16_t parse_table[STATE_COUNT][SYMBOL_COUNT];
static TSLanguage language;

static void unpack_parse_table(void) {
  language = *tree_sitter_python();
  memcpy(parse_table, language.parse_table, LARGE_STATE_COUNT * sizeof parse_table[0]);
  for (uint32_t state = LARGE_STATE_COUNT; state < STATE_COUNT; state++) {
    const uint16_t *list = language.small_parse_table + language.small_parse_table_map[state - LARGE_STATE_COUNT];
    for (uint32_t values = *list++; values > 0; values--) {
      uint16_t value = *list++;
      for (uint32_t symbols = *list++; symbols > 0; symbols--) parse_table[state][*list++] = value;
    }
  }
  language.parse_table = parse_table[0];
  language.large_state_count = STATE_COUNT;
}

// Must be called once, before anything else.
EXPORT(initialize) void initialize(void) { unpack_parse_table(); }

// ---- Text in ------------------------------------------------------------------------------------------------------

static uint16_t *text;
static uint32_t text_bytes;

// Makes room for a text of `units` UTF-16 code units and returns its address; the caller fills it, then calls `parse`.
EXPORT(reserve) uint16_t *reserve(uint32_t units) {
  arena_reset();
  out_of_memory = 0;
  text_bytes = units * 2;
  // The decoder looks one unit past a lone lead surrogate at the very end, so the text ends in a zero.
  text = (uint16_t *)arena_extend((text_bytes + 2 + ALIGNMENT - 1) & ~(uint32_t)(ALIGNMENT - 1));
  text[units] = 0;
  return text;
}

EXPORT(is_out_of_memory) uint32_t is_out_of_memory(void) { return out_of_memory; }

// ---- Parse --------------------------------------------------------------------------------------------------------

static bool is_over_budget(TSParseState *state) {
  (void)state;
  spend(1);
  return steps_left == 0;
}

static const char *read_piece(void *payload, uint32_t start, TSPoint point, uint32_t *length) {
  (void)payload;
  (void)point;
  spend(1);
  // Refusing to read looks like the end of the text, which stops the scanner.
  uint32_t left = start < text_bytes && steps_left > 0 ? text_bytes - start : 0;
  *length = left < PIECE ? left : PIECE;
  return (const char *)text + start;
}

EXPORT(steps_remaining) uint32_t steps_remaining(void) { return steps_left; }

// ---- Tree out -----------------------------------------------------------------------------------------------------

enum {
  FIELD_SHIFT = 16,
  NAMED = 1 << 24,
  MISSING = 1 << 25,
  ERROR = 1 << 26,
  HAS_ERROR = 1 << 27,
  EXTRA = 1 << 28,
};

// The language numbers its symbols first, then its aliases.
enum { ERROR_KIND = SYMBOL_COUNT + ALIAS_COUNT };

// Error nodes have symbol 65535; they get the first free number instead, so that kinds index a table.
static inline uint32_t kind_of(TSSymbol symbol) { return symbol == (TSSymbol)-1 ? ERROR_KIND : symbol; }

static inline int32_t describe(TSNode node, TSFieldId field) {
  uint32_t bits = kind_of(ts_node_symbol(node)) | (uint32_t)field << FIELD_SHIFT;
  if (ts_node_is_named(node)) bits |= NAMED;
  if (ts_node_is_missing(node)) bits |= MISSING;
  // tree-sitter does not say of an error without children that it has one.
  if (ts_node_is_error(node)) bits |= ERROR | HAS_ERROR;
  if (ts_node_has_error(node)) bits |= HAS_ERROR;
  if (ts_node_is_extra(node)) bits |= EXTRA;
  return (int32_t)bits;
}

static int32_t *output;

EXPORT(arrays) int32_t *arrays(void) { return output; }

// Parses the reserved text and returns the number of nodes, or 0 when `steps` are used up first. On success `arrays`
// is the address of five arrays of that length, one after the other: kinds, starts, ends, parents, nexts.
EXPORT(parse) uint32_t parse(uint32_t steps) {
  steps_left = steps;
  TSParser *parser = ts_parser_new();
  ts_parser_set_language(parser, &language);
  TSInput input = {.read = read_piece, .encoding = TSInputEncodingUTF16LE};
  TSParseOptions options = {.progress_callback = is_over_budget};
  TSTree *tree = ts_parser_parse_with_options(parser, NULL, input, options);
  // A tree made after the last step may lack the end of the text.
  if (!tree || steps_left == 0) return 0;

  TSNode root = ts_tree_root_node(tree);
  uint32_t count = ts_node_descendant_count(root);
  output = (int32_t *)arena_extend((count * 5 * sizeof(int32_t) + ALIGNMENT - 1) & ~(uint32_t)(ALIGNMENT - 1));
  int32_t *kinds = output;
  int32_t *starts = kinds + count;
  int32_t *ends = starts + count;
  int32_t *parents = ends + count;
  int32_t *nexts = parents + count;

  TSTreeCursor cursor = ts_tree_cursor_new(root);
  int32_t parent = -1;
  for (int32_t node = 0;; node++) {
    TSNode current = ts_tree_cursor_current_node(&cursor);
    kinds[node] = describe(current, ts_tree_cursor_current_field_id(&cursor));
    starts[node] = (int32_t)(ts_node_start_byte(current) / 2);
    ends[node] = (int32_t)(ts_node_end_byte(current) / 2);
    parents[node] = parent;
    nexts[node] = -1;
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      parent = node;
      continue;
    }
    int32_t last = node;
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) return count;
      last = parents[last];
      parent = parents[last];
    }
    nexts[last] = node + 1;
  }
}

// ---- The language's tables ----------------------------------------------------------------------------------------

EXPORT(count_kinds) uint32_t count_kinds(void) { return ERROR_KIND + 1; }

EXPORT(count_fields) uint32_t count_fields(void) { return FIELD_COUNT + 1; }

EXPORT(name_of_kind) const char *name_of_kind(uint32_t kind) {
  return kind == ERROR_KIND ? "ERROR" : ts_language_symbol_name(&language, (TSSymbol)kind);
}

// The empty name belongs to field 0, which says that a node has no field.
EXPORT(name_of_field) const char *name_of_field(uint32_t field) {
  return field == 0 ? "" : ts_language_field_name_for_id(&language, (TSFieldId)field);
}

// 0 for kinds that never stand in a tree (hidden, or the twin of another kind), 1 for anonymous ones, 2 for named ones.
EXPORT(visibility_of_kind) uint32_t visibility_of_kind(uint32_t kind) {
  if (kind == ERROR_KIND) return 2;
  TSSymbolType type = ts_language_symbol_type(&language, (TSSymbol)kind);
  if (type != TSSymbolTypeRegular && type != TSSymbolTypeAnonymous) return 0;
  bool named = type == TSSymbolTypeRegular;
  const char *name = ts_language_symbol_name(&language, (TSSymbol)kind);
  if (ts_language_symbol_for_name(&language, name, (uint32_t)strlen(name), named) != kind) return 0;
  return named ? 2 : 1;
}
