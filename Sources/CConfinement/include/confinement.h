// What a process gives up for good: new files, network, new processes, and more memory or processor time than it needs.
//
// Every part is optional, since kernels differ: what could not be put in force is missing from the answer, and the rest
// holds. There is no way back, for this process and all that it starts.

#ifndef ASSAY_CONFINEMENT_H
#define ASSAY_CONFINEMENT_H

#include <stddef.h>

enum {
  LX_LIMITS = 1,    // address space, descriptors, no core files
  LX_LANDLOCK = 2,  // no file and no folder can be opened, made or removed by name
  LX_SECCOMP = 4,   // only the calls of confinement.c; all others fail with EPERM
};

/// Confines this process. `address_space` is how many bytes it may map beyond what it has mapped now; 0 leaves that alone,
/// as does a sanitizer's process, which maps terabytes. Returns the parts that are in force.
///
/// Open descriptors stay usable. Other threads of the process are bound by the filter of calls, not by Landlock.
int lx_confine(size_t address_space);

/// The parts that `lx_confine` could put in force here, without doing so.
int lx_confinement_available(void);

/// The version of the kernel's Landlock; 0 when there is none.
int lx_landlock_version(void);

/// Ends the process once it has used `seconds` more of processor time than now.
void lx_allow_processor_time(int seconds);

/// The processor time that this process has used, in whole seconds, and what ends it; 0 for no limit.
void lx_processor_time(long *used, long *limit);

#endif
