#define _GNU_SOURCE
#include "child_process.h"

#include <fcntl.h>
#include <stdio.h>

int rename_exchanging(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE);
}

int rename_to_nothing(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}
