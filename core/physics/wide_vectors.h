// Functions compiled a second time for processors with vectors of eight, where these are told apart as the program is
// loaded; the sanitizers cannot start with functions chosen then.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&     \
    !defined(__SANITIZE_THREAD__)
#define HALLWRIGHT_WIDE __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define HALLWRIGHT_WIDE
#endif
