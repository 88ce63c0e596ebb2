// Lets a program that is linked on a newer system start with glibc 2.31.
//
// glibc 2.32 to 2.34 moved functions of libpthread and libdl into libc and gave them a new version there;
// those of the old version are in all of them. A reference to such a function lands here, and goes on to
// the old version.

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define FIRST "GLIBC_2.2.5"
#define LATER(version) version
#define JUMP(name) "jmp *" name "@GOTPCREL(%rip)\n"
#elif defined(__aarch64__)
// Its first glibc is newer than all these functions but one.
#define FIRST "GLIBC_2.17"
#define LATER(version) FIRST
#define JUMP(name) "adrp x16, :got:" name "\nldr x16, [x16, :got_lo12:" name "]\nbr x16\n"
#endif

#define OLD_AT(name, version)                                                      \
  __asm__(".pushsection .text." #name ", \"ax\", @progbits\n"                      \
          ".globl " #name "\n.hidden " #name "\n.type " #name ", %function\n"      \
          ".symver old_" #name ", " #name "@" version "\n" #name ":\n"             \
          JUMP("old_" #name) ".size " #name ", .-" #name "\n.popsection\n")
#define OLD(name) OLD_AT(name, FIRST)

#include "old-glibc.h"

// Since 2.33 these are functions; before, headers turned them into others. The kernel's is the same.
#define HIDDEN __attribute__((visibility("hidden")))

HIDDEN int fstatat(int folder, const char *path, struct stat *result, int flags) {
  return (int)syscall(SYS_newfstatat, folder, path, result, flags);
}

HIDDEN int stat(const char *path, struct stat *result) { return fstatat(AT_FDCWD, path, result, 0); }

HIDDEN int lstat(const char *path, struct stat *result) {
  return fstatat(AT_FDCWD, path, result, AT_SYMLINK_NOFOLLOW);
}

HIDDEN int fstat(int handle, struct stat *result) { return fstatat(handle, "", result, AT_EMPTY_PATH); }

// On these machines the structures are the same.
HIDDEN int stat64(const char *path, struct stat64 *result) { return stat(path, (struct stat *)result); }
HIDDEN int lstat64(const char *path, struct stat64 *result) { return lstat(path, (struct stat *)result); }
HIDDEN int fstat64(int handle, struct stat64 *result) { return fstat(handle, (struct stat *)result); }
HIDDEN int fstatat64(int folder, const char *path, struct stat64 *result, int flags) {
  return fstatat(folder, path, (struct stat *)result, flags);
}

// Since 2.32: whether counters need no care. They always get it.
HIDDEN char __libc_single_threaded = 0;

// Since 2.35, for exceptions of C++, which end the program with and without it.
struct dl_find_object;
HIDDEN int _dl_find_object(void *address, struct dl_find_object *result) {
  (void)address;
  (void)result;
  return -1;
}

// In 2.34 and later as there; before, every handle that is open now is closed in the child.
HIDDEN int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first) {
  int (*add)(posix_spawn_file_actions_t *, int) =
      (int (*)(posix_spawn_file_actions_t *, int))dlsym(RTLD_DEFAULT, __func__);
  if (add != NULL) return add(actions, first);
  DIR *handles = opendir("/proc/self/fd");
  if (handles == NULL) return 0;
  int status = 0;
  for (struct dirent *entry; status == 0 && (entry = readdir(handles)) != NULL;) {
    int handle = atoi(entry->d_name);
    if (entry->d_name[0] != '.' && handle >= first && handle != dirfd(handles)) {
      status = posix_spawn_file_actions_addclose(actions, handle);
    }
  }
  closedir(handles);
  return status;
}

// Before 2.34 the start of a program calls what the program gives it, and that called the constructors.
extern void (*__init_array_start[])(int, char **, char **) HIDDEN;
extern void (*__init_array_end[])(int, char **, char **) HIDDEN;
extern void _init(void) HIDDEN;

static void construct(int count, char **arguments, char **environment) {
  _init();
  size_t all = (size_t)(__init_array_end - __init_array_start);
  for (size_t index = 0; index < all; index++) __init_array_start[index](count, arguments, environment);
}

extern int old_start(int (*)(int, char **, char **), int, char **, void (*)(int, char **, char **),
                     void (*)(void), void (*)(void), void *);
__asm__(".symver old_start, __libc_start_main@" FIRST);

HIDDEN int __libc_start_main(int (*main)(int, char **, char **), int count, char **arguments,
                             void (*init)(void), void (*fini)(void), void (*loader)(void), void *stack) {
  (void)init;
  (void)fini;
  return old_start(main, count, arguments, construct, NULL, loader, stack);
}
