// The little of RE2 that Plimsoll needs, for Swift: compile, search, free.
#ifndef PLIMSOLL_CRE2_H
#define PLIMSOLL_CRE2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A compiled pattern, or one that RE2 refused. Searching with it needs no lock: RE2's match
// functions are const and guard the automaton they build lazily.
typedef struct cre2_regex cre2_regex;

// Compiles a UTF-8 pattern in RE2's Perl-like syntax; nothing is written to stderr. `max_memory`
// bounds, in bytes, the compiled program and the automaton built while searching. Returns NULL
// only without memory; a refused pattern is told by cre2_is_valid. Free with cre2_free.
cre2_regex *cre2_compile(const uint8_t *pattern, size_t length, int64_t max_memory);

bool cre2_is_valid(const cre2_regex *regex);

// Copies at most `capacity` bytes of RE2's reason into `buffer`, without a closing NUL, and
// returns the whole length.
size_t cre2_error(const cre2_regex *regex, uint8_t *buffer, size_t capacity);

// Whether the pattern matches anywhere in the text; false for a refused pattern.
bool cre2_matches(const cre2_regex *regex, const uint8_t *text, size_t length);

// Finds the first match that starts at `start` or later, where `^`, `\b` and the like see the whole
// text. Writes the byte offsets of the match and then of each group into `offsets`, two for each of
// `count`; -1 for a group that took no part. False if there is none.
bool cre2_find(const cre2_regex *regex, const uint8_t *text, size_t length, size_t start,
               int64_t *offsets, int32_t count);

// How many groups the pattern has.
int32_t cre2_group_count(const cre2_regex *regex);

void cre2_free(cre2_regex *regex);

#ifdef __cplusplus
}
#endif

#endif
