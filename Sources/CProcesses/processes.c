#define _GNU_SOURCE
#include "processes.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>

void lx_keep_freed_memory(void) {
  // Setting one of them ends the library's own adjusting of both.
  mallopt(M_TRIM_THRESHOLD, 32 << 20);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
}
#else
void lx_keep_freed_memory(void) {}
#endif

#ifdef __linux__
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>

void lx_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

int lx_usable_processors(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    int count = CPU_COUNT(&set);
    if (count > 0) return count;
  }
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}
#else
void lx_end_with_parent(void) {}

int lx_usable_processors(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}
#endif

int lx_pipe(int *reading, int *writing) {
  int ends[2];
  if (pipe(ends) != 0) return errno;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
#ifdef F_SETPIPE_SZ
  // Most records fit as a whole then: a writer that waits for its reader costs two changes of process. Where the
  // system allows no more, what it gave is enough.
  fcntl(ends[1], F_SETPIPE_SZ, 256 << 10);
#endif
  *reading = ends[0];
  *writing = ends[1];
  return 0;
}
