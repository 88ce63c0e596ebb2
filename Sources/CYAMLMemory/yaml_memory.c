#include "yaml_memory.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Blocks of 16, 32, … 256 bytes have lists of their own; larger ones come from the C library.
enum { STEP = 16, CLASSES = 16, LARGE = CLASSES, CHUNK = 1 << 16 };

// Before every block; as long as the strictest alignment, so that blocks are aligned too.
typedef union {
  uint32_t class;
  max_align_t alignment;
} header;

typedef struct free_block {
  struct free_block *next;
} free_block;

static __thread free_block *free_blocks[CLASSES];
static __thread char *chunk;
static __thread size_t chunk_left;

static void *carve(uint32_t class) {
  size_t size = sizeof(header) + (class + 1) * STEP;
  if (chunk_left < size) {
    chunk = malloc(CHUNK);
    if (!chunk) {
      chunk_left = 0;
      return NULL;
    }
    chunk_left = CHUNK;
  }
  header *block = (header *)chunk;
  chunk += size;
  chunk_left -= size;
  block->class = class;
  return block + 1;
}

void *yaml_malloc(size_t size) {
  if (size > STEP * CLASSES) {
    header *block = malloc(sizeof(header) + size);
    if (!block) return NULL;
    block->class = LARGE;
    return block + 1;
  }
  uint32_t class = size ? (uint32_t)((size - 1) / STEP) : 0;
  free_block *block = free_blocks[class];
  if (!block) return carve(class);
  free_blocks[class] = block->next;
  return block;
}

void yaml_free(void *pointer) {
  if (!pointer) return;
  header *block = (header *)pointer - 1;
  if (block->class == LARGE) {
    free(block);
    return;
  }
  free_block *freed = pointer;
  freed->next = free_blocks[block->class];
  free_blocks[block->class] = freed;
}

void *yaml_realloc(void *pointer, size_t size) {
  if (!pointer) return yaml_malloc(size);
  header *block = (header *)pointer - 1;
  if (block->class == LARGE) {
    block = realloc(block, sizeof(header) + size);
    return block ? block + 1 : NULL;
  }
  size_t held = (block->class + 1) * STEP;
  if (size <= held) return pointer;
  void *grown = yaml_malloc(size);
  if (!grown) return NULL;
  memcpy(grown, pointer, held);
  yaml_free(pointer);
  return grown;
}

char *yaml_strdup(const char *text) {
  if (!text) return NULL;
  size_t size = strlen(text) + 1;
  char *copy = yaml_malloc(size);
  if (copy) memcpy(copy, text, size);
  return copy;
}
