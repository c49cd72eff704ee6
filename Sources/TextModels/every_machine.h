// Plain loops that are compiled once for every x86-64 and once for those with 256-bit and with 512-bit integers: the
// loader picks. Other machines get the one version, which their vectors serve as well.
#ifndef EVERY_MACHINE_H
#define EVERY_MACHINE_H

// ThreadSanitizer is not there yet when the loader picks.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ONE_VERSION
#endif
#endif

#if defined(__x86_64__) && defined(__linux__) && !defined(ONE_VERSION)
#define FOR_EVERY_MACHINE __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define FOR_EVERY_MACHINE
#endif

#endif
