#define _GNU_SOURCE
#include "bulk_memory.h"

#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { ALIGNMENT = 16, PIECE = 2 << 20, HEADER = 64 };

// At the start of every piece, which is aligned to its size: a block's address leads to it.
typedef struct {
  // Blocks in use, and one for the thread that still fills it.
  atomic_size_t users;
} piece;

static _Thread_local char *next_block;
static _Thread_local char *piece_end;

static piece *piece_of(void *block) { return (piece *)((uintptr_t)block & ~(uintptr_t)(PIECE - 1)); }

static size_t aligned(size_t size) { return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1); }

static void leave(piece *piece) {
  if (atomic_fetch_sub_explicit(&piece->users, 1, memory_order_acq_rel) == 1) free(piece);
}

// Runs when a thread ends: the thread then fills its piece no more.
static void leave_last_piece(void *unused) {
  (void)unused;
  if (!next_block) return;
  leave(piece_of(next_block - 1));
  next_block = NULL;
  piece_end = NULL;
}

static pthread_key_t end_of_thread;
static pthread_once_t end_of_thread_once = PTHREAD_ONCE_INIT;
static int has_end_of_thread;

static void make_end_of_thread(void) {
  has_end_of_thread = pthread_key_create(&end_of_thread, leave_last_piece) == 0;
}

// A key's destructor is called only for threads that gave it a value.
static void leave_at_end_of_thread(void) {
  pthread_once(&end_of_thread_once, make_end_of_thread);
  if (has_end_of_thread) pthread_setspecific(end_of_thread, &end_of_thread);
}

static piece *new_piece(size_t size) {
  size_t whole = (size + PIECE - 1) & ~(size_t)(PIECE - 1);
  piece *fresh = whole < size ? NULL : aligned_alloc(PIECE, whole);
  if (!fresh) return NULL;
  // Best effort: small pages do as well.
  madvise(fresh, whole, MADV_HUGEPAGE);
  atomic_init(&fresh->users, 1);
  return fresh;
}

void *bulk_allocate(size_t size) {
  size_t length = aligned(size ? size : 1);
  if (length < size) return NULL;
  if (next_block && length <= (size_t)(piece_end - next_block)) {
    char *block = next_block;
    next_block += length;
    atomic_fetch_add_explicit(&piece_of(block)->users, 1, memory_order_relaxed);
    return block;
  }
  // Large blocks get pieces of their own, and the one that is being filled stays.
  if (length > PIECE / 2) {
    piece *own = length + HEADER < length ? NULL : new_piece(length + HEADER);
    return own ? (char *)own + HEADER : NULL;
  }
  piece *fresh = new_piece(PIECE);
  if (!fresh) return NULL;
  if (next_block) {
    leave(piece_of(next_block - 1));
  } else {
    leave_at_end_of_thread();
  }
  next_block = (char *)fresh + HEADER;
  piece_end = (char *)fresh + PIECE;
  return bulk_allocate(size);
}

void *bulk_resize(void *block, size_t size, size_t new_size) {
  if (!block) return bulk_allocate(new_size);
  char *end = (char *)block + aligned(size ? size : 1);
  if (end == next_block && new_size > 0) {
    size_t room = (size_t)(piece_end - (char *)block);
    if (aligned(new_size) <= room && aligned(new_size) >= new_size) {
      next_block = (char *)block + aligned(new_size);
      return block;
    }
  }
  if (new_size <= size) return block;
  void *larger = bulk_allocate(new_size);
  if (!larger) return NULL;
  memcpy(larger, block, size);
  bulk_free(block);
  return larger;
}

void bulk_free(void *block) {
  if (!block) return;
  leave(piece_of(block));
}

void heap_grow_in_large_steps(void) {
  mallopt(M_TOP_PAD, 16 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  // Else this stays at 128 KiB, and larger blocks come from the system one by one.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
}
