// Stands for the 34 MB of names of languages, calendars and the like that ICU, and so Foundation, brings along.
// The bot formats no dates and compares no words of a language: libraries that it uses import all of
// Foundation for small things.
//
// Source: ICU, DataHeader and UDataOffsetTOC in ucmndata.h; a table of contents without entries.

#include <stdint.h>

const struct {
  uint16_t header_size;
  uint8_t magic[2];
  uint16_t info_size, reserved;
  uint8_t is_big_endian, charset_family, char_size, reserved_byte;
  uint8_t format[4], format_version[4], data_version[4];
  uint8_t padding[8];
  uint32_t count;
} __attribute__((aligned(16))) ICU_DATA = {
    32, {0xda, 0x27}, 20, 0, 0, 0, 2, 0, {'C', 'm', 'n', 'D'}, {1, 0, 0, 0}, {0, 0, 0, 0}, {0}, 0,
};
