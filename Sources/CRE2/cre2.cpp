#include "cre2.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string>

struct cre2_regex {
  re2::RE2 re;

  cre2_regex(re2::StringPiece pattern, const re2::RE2::Options &options)
      : re(pattern, options) {}
};

namespace {

// RE2 before 2023 has a StringPiece of its own; since then the name stands for
// absl::string_view. Both are made from a pointer and a length.
re2::StringPiece piece(const uint8_t *bytes, size_t length) {
  return re2::StringPiece(reinterpret_cast<const char *>(bytes), length);
}

}  // namespace

cre2_regex *cre2_compile(const uint8_t *pattern, size_t length, int64_t max_memory) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(max_memory);
  return new (std::nothrow) cre2_regex(piece(pattern, length), options);
}

bool cre2_is_valid(const cre2_regex *regex) { return regex->re.ok(); }

size_t cre2_error(const cre2_regex *regex, uint8_t *buffer, size_t capacity) {
  const std::string &error = regex->re.error();
  if (capacity > 0) {
    std::memcpy(buffer, error.data(), std::min(capacity, error.size()));
  }
  return error.size();
}

bool cre2_matches(const cre2_regex *regex, const uint8_t *text, size_t length) {
  // RE2 would write an error to stderr for a pattern it refused.
  return regex->re.ok() && re2::RE2::PartialMatch(piece(text, length), regex->re);
}

void cre2_free(cre2_regex *regex) { delete regex; }
