#define _GNU_SOURCE
#include "build.h"

#include <elf.h>
#include <link.h>
#include <string.h>

struct search {
  unsigned char *bytes;
  size_t capacity;
  size_t count;
};

static size_t padded(size_t size) { return (size + 3) & ~(size_t)3; }

// The first object is the program itself.
static int look(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  struct search *search = context;
  for (int index = 0; index < info->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
    if (segment->p_type != PT_NOTE) continue;
    const unsigned char *note = (const unsigned char *)(info->dlpi_addr + segment->p_vaddr);
    const unsigned char *end = note + segment->p_memsz;
    while ((size_t)(end - note) >= sizeof(ElfW(Nhdr))) {
      const ElfW(Nhdr) *header = (const ElfW(Nhdr) *)note;
      const unsigned char *name = note + sizeof *header;
      const unsigned char *value = name + padded(header->n_namesz);
      if (header->n_type == NT_GNU_BUILD_ID && header->n_namesz == 4 && memcmp(name, "GNU", 4) == 0) {
        search->count = header->n_descsz;
        size_t copied = search->count < search->capacity ? search->count : search->capacity;
        memcpy(search->bytes, value, copied);
        return 1;
      }
      note = value + padded(header->n_descsz);
    }
  }
  return 1;
}

size_t build_id(unsigned char *bytes, size_t capacity) {
  struct search search = {bytes, capacity, 0};
  dl_iterate_phdr(look, &search);
  return search.count;
}
