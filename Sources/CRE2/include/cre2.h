#ifndef PLIMSOLL_CRE2_H
#define PLIMSOLL_CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled pattern of RE2; matching does not change it.
typedef struct cre2_regex cre2_regex;

/// Compiles a pattern; always gives a handle, which `cre2_error` tells the fault of.
cre2_regex *cre2_compile(const char *pattern, size_t length);

/// Why the pattern was refused, or NULL if it was not; lives as long as the handle.
const char *cre2_error(const cre2_regex *regex);

/// Whether the pattern matches anywhere in the text.
bool cre2_matches(const cre2_regex *regex, const char *text, size_t length);

void cre2_free(cre2_regex *regex);

#ifdef __cplusplus
}
#endif

#endif
