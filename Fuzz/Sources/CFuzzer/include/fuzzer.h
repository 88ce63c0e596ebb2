#ifndef FUZZER_H
#define FUZZER_H

#include <stddef.h>
#include <stdint.h>

// libFuzzer's own loop: makes inputs and gives them to `run` until its flags say that it is enough.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*run)(const uint8_t *bytes, size_t count));

#endif
