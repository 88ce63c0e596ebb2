#include "cre2.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string>
#include <vector>

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

bool cre2_find(const cre2_regex *regex, const uint8_t *text, size_t length, size_t start,
               int64_t *offsets, int32_t count) {
  if (!regex->re.ok()) return false;
  // RE2 tells an empty match by its address, which a text without one can't give.
  static const uint8_t nothing = 0;
  const uint8_t *bytes = text ? text : &nothing;
  std::vector<re2::StringPiece> groups(count);
  if (!regex->re.Match(piece(bytes, length), start, length, re2::RE2::UNANCHORED, groups.data(),
                       count)) {
    return false;
  }
  for (int32_t i = 0; i < count; i++) {
    const char *begin = groups[i].data();
    int64_t offset = begin ? begin - reinterpret_cast<const char *>(bytes) : -1;
    offsets[2 * i] = offset;
    offsets[2 * i + 1] = begin ? offset + static_cast<int64_t>(groups[i].size()) : -1;
  }
  return true;
}

int32_t cre2_group_count(const cre2_regex *regex) {
  return regex->re.ok() ? regex->re.NumberOfCapturingGroups() : 0;
}

void cre2_free(cre2_regex *regex) { delete regex; }
