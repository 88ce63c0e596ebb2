#ifndef PLIMSOLL_YAML_MEMORY_H
#define PLIMSOLL_YAML_MEMORY_H

/// libyaml takes all its memory through yaml_malloc, yaml_realloc, yaml_free and yaml_strdup, which
/// a program may define itself: calls inside the shared library go through the dynamic linker.
///
/// This target does so. libyaml makes and drops a handful of small strings for every scalar, which
/// took a tenth of a run with the C library's allocator; here each thread keeps lists of free blocks.

#endif
