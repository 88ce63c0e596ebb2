#ifndef BULK_MEMORY_H
#define BULK_MEMORY_H

#include <stddef.h>

// Memory for the text and the nodes of many files, taken from the system in large pieces.
//
// A thread fills its own pieces of 2 MiB one after another, and asks the kernel for large pages.
// A piece is given back once all blocks in it are free, by whatever thread, and its own thread has
// gone on to another one or has ended.

// A block aligned to 16 bytes, or NULL if there is no memory. Free it with bulk_free.
void *bulk_allocate(size_t size);

// Gives a block another size, in place where that is possible. `block` may be NULL.
// Returns NULL, and leaves the block as it was, if there is no memory.
void *bulk_resize(void *block, size_t size, size_t new_size);

void bulk_free(void *block);

// Lets the heap of malloc grow in large steps, and keep all of it until the process ends.
void heap_grow_in_large_steps(void);

#endif
