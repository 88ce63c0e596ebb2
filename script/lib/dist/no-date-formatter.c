// Stands for the description of Foundation's DateFormatter. Hummingbird can read dates in forms with one, which
// nothing here asks for; the real one brings all of Foundation and the code and data of ICU.
//
// Source: the Swift ABI, a context descriptor; only a question for the type's own name would look into it.

__asm__(".section .rodata\n"
        ".globl \"$s10Foundation13DateFormatterCMn\"\n"
        ".p2align 3\n"
        "\"$s10Foundation13DateFormatterCMn\": .zero 64\n");
