#include "cre2.h"

#include <re2/re2.h>

struct cre2_regex {
  re2::RE2 regex;

  cre2_regex(const re2::StringPiece &pattern, const re2::RE2::Options &options)
      : regex(pattern, options) {}
};

extern "C" {

cre2_regex *cre2_compile(const char *pattern, size_t length) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(64 << 20);
  return new cre2_regex(re2::StringPiece(pattern, length), options);
}

const char *cre2_error(const cre2_regex *regex) {
  return regex->regex.ok() ? nullptr : regex->regex.error().c_str();
}

bool cre2_matches(const cre2_regex *regex, const char *text, size_t length) {
  return re2::RE2::PartialMatch(re2::StringPiece(text, length), regex->regex);
}

void cre2_free(cre2_regex *regex) { delete regex; }
}
