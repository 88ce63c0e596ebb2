// Stands for the half megabyte of names of characters that the Swift library brings along. Nothing here asks what
// a character is called; whoever does gets none.
//
// Source: the Swift library, _swift_stdlib_getScalarName in UnicodeScalarProps.cpp, which gives the length.

#include <stdint.h>

intptr_t _swift_stdlib_getScalarName(uint32_t scalar, uint8_t *buffer, intptr_t capacity) {
  (void)scalar;
  (void)buffer;
  (void)capacity;
  return 0;
}
