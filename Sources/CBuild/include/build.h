#ifndef BUILD_H
#define BUILD_H

#include <stddef.h>

// The build ID that the linker wrote into the program. Returns how many bytes it has, and writes as
// many of them as there is room for.
size_t build_id(unsigned char *bytes, size_t capacity);

#endif
