#define _GNU_SOURCE
#include "child_process.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int child_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int child_input(const void *bytes, size_t count) {
  int handle = memfd_create("input", MFD_CLOEXEC);
  if (handle < 0) return -1;
  for (size_t done = 0; done < count;) {
    ssize_t written = pwrite(handle, (const char *)bytes + done, count - done, (off_t)done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      close(handle);
      return -1;
    }
    done += (size_t)written;
  }
  return handle;
}

int child_close_others(posix_spawn_file_actions_t *actions) {
  return posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
}
