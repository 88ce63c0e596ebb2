// Stands for what describes crashes: Swift's handler, which starts a program that is not handed out, and the
// reader of names of C++. A program that crashes still says why, and ends with a signal.
//
// Source: the Swift library, _swift_backtraceSettings in Backtracing.h, where zeros mean off; the ABI of C++,
// __cxa_demangle, where -2 means that it is no such name.

#include <stdbool.h>
#include <stddef.h>

char _swift_backtraceSettings[512];

bool _swift_backtrace_isThunkFunction(const char *name) {
  (void)name;
  return false;
}

char *__cxa_demangle(const char *name, char *output, size_t *length, int *status) {
  (void)name;
  (void)output;
  (void)length;
  if (status != NULL) *status = -2;
  return NULL;
}
