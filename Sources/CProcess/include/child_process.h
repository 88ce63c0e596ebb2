#ifndef CHILD_PROCESS_H
#define CHILD_PROCESS_H

#include <spawn.h>
#include <stddef.h>

// What Swift's Glibc module does not have: for starting programs without leaking handles, and for
// giving folders their names.

// A pipe whose ends no other program inherits. Returns 0, or -1 with errno.
int child_pipe(int ends[2]);

// A file in memory that holds some bytes and is read from its start, which no other program
// inherits. Returns its handle, or -1 with errno.
int child_input(const void *bytes, size_t count);

// Lets the program that is started have no handles but its three streams. Returns an error number.
int child_close_others(posix_spawn_file_actions_t *actions);

// Gives each of two files or folders the name of the other, at once. Returns 0, or -1 with errno.
int rename_exchanging(const char *from, const char *to);

// Gives a file or folder a name that nothing has. Returns 0, or -1 with errno.
int rename_to_nothing(const char *from, const char *to);

#endif
