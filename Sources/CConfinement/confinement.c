// Puts the confinement of confinement.h in force.
//
// The filter is a list of what a worker does: read what is open, write what is open, ask for memory, start threads, look
// at clocks. What is not on it fails as if the user had no right to it, so a library that tries its luck goes on.
#define _GNU_SOURCE
#include "confinement.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

// --- Limits -------------------------------------------------------------------------------------

static bool set_limit(int resource, rlim_t value) {
  struct rlimit limit;
  if (getrlimit((__rlimit_resource_t)resource, &limit) != 0) return false;
  if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur <= value) return true;
  limit.rlim_cur = value;
  if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > value) limit.rlim_max = value;
  return setrlimit((__rlimit_resource_t)resource, &limit) == 0;
}

static size_t mapped_bytes(void) {
  FILE *file = fopen("/proc/self/statm", "re");
  unsigned long pages = 0;
  if (file == NULL) return 0;
  if (fscanf(file, "%lu", &pages) != 1) pages = 0;
  fclose(file);
  return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

static rlim_t first_unused_descriptor(void) {
  int most = 2;
  for (int descriptor = 3; descriptor < 1024; descriptor++) {
    if (fcntl(descriptor, F_GETFD) != -1) most = descriptor;
  }
  return (rlim_t)most + 1;
}

static bool limit_resources(size_t address_space, size_t mapped) {
  const size_t sanitized = (size_t)1 << 36;  // nobody else maps so much
  bool good = set_limit(RLIMIT_CORE, 0);
  if (address_space != 0 && mapped != 0 && mapped < sanitized) good &= set_limit(RLIMIT_AS, mapped + address_space);
  return good & set_limit(RLIMIT_NOFILE, first_unused_descriptor());
}

// --- Landlock -----------------------------------------------------------------------------------

int lx_landlock_version(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version > 0 ? (int)version : 0;
}

// A rule set that handles every right there is and allows none of them.
static bool forbid_files(void) {
  int version = lx_landlock_version();
  if (version == 0) return false;
  // By version: what the first knew, then renaming between folders, cutting short, devices.
  uint64_t rights = (1ull << 13) - 1;
  if (version >= 2) rights |= 1ull << 13;
  if (version >= 3) rights |= 1ull << 14;
  if (version >= 5) rights |= 1ull << 15;
  // The kernel takes a longer structure as long as what it does not know is zero, and a shorter one always.
  struct {
    uint64_t files, network, scopes;
  } attributes = {.files = rights};
  if (version >= 4) attributes.network = 3;  // binding and connecting
  if (version >= 6) attributes.scopes = 3;   // abstract sockets, and signals to processes outside
  size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  long set = syscall(SYS_landlock_create_ruleset, &attributes, size, 0);
  if (set < 0) return false;
  bool good = syscall(SYS_landlock_restrict_self, set, 0) == 0;
  close((int)set);
  return good;
}

// --- The filter of calls ------------------------------------------------------------------------

static const int plain_calls[] = {
  SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(lseek), SCMP_SYS(close),
  SCMP_SYS(fstat), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(fsync), SCMP_SYS(fdatasync),
  SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(membarrier),
  SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
  SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(getuid), SCMP_SYS(geteuid),
  SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday),
  SCMP_SYS(timer_create), SCMP_SYS(timer_settime), SCMP_SYS(timer_delete), SCMP_SYS(getrusage), SCMP_SYS(getrandom),
  SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall),
  SCMP_SYS(exit), SCMP_SYS(exit_group)};

// libseccomp's macros leave the second datum of a comparison out.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

// Calls that are good with some arguments only.
static bool add_conditional_calls(scmp_filter_ctx filter) {
  const scmp_datum_t thread = CLONE_THREAD | CLONE_VM | CLONE_SIGHAND;
  const scmp_datum_t myself = (scmp_datum_t)getpid();
  int failed = 0;
  // Memory that can be written or run, never code that is new.
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  // Threads, not processes. The newer call hides its flags in memory, so libraries are told that it does not exist.
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, thread, thread));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
  // Signals to itself, as abort() sends them.
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, myself));
  // Its own processor time moves forward; nothing else of its limits moves. Another process's may not be asked for.
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0),
                             SCMP_A1(SCMP_CMP_EQ, RLIMIT_CPU));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0), SCMP_A2(SCMP_CMP_EQ, 0));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_PDEATHSIG));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_GETFL));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_GETFD));
  // What isatty() asks, and what fstat() is called nowadays.
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1, SCMP_A1(SCMP_CMP_EQ, TCGETS));
  failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1, SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
  return failed == 0;
}

static bool forbid_calls(void) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == NULL) return false;
  // The threads that are there already, too.
  bool good = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0;
  for (size_t i = 0; good && i < sizeof plain_calls / sizeof *plain_calls; i++) {
    good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, plain_calls[i], 0) == 0;
  }
  good = good && add_conditional_calls(filter) && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return good;
}

// --- All of it ----------------------------------------------------------------------------------

// In this order: what is mapped is read from a file, and Landlock needs a descriptor.
int lx_confine(size_t address_space) {
  size_t mapped = mapped_bytes();
  bool may_give_up = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  int parts = may_give_up && forbid_files() ? LX_LANDLOCK : 0;
  if (limit_resources(address_space, mapped)) parts |= LX_LIMITS;
  if (may_give_up && forbid_calls()) parts |= LX_SECCOMP;
  return parts;
}

int lx_confinement_available(void) {
  int parts = LX_LIMITS;
  if (lx_landlock_version() > 0) parts |= LX_LANDLOCK;
  uint32_t action = SCMP_ACT_ERRNO(0) & 0xFFFF0000u;
  if (syscall(SYS_seccomp, 2 /* SECCOMP_GET_ACTION_AVAIL */, 0, &action) == 0) parts |= LX_SECCOMP;
  return parts;
}

void lx_processor_time(long *used, long *limit) {
  struct rusage usage;
  struct rlimit current;
  *used = getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_utime.tv_sec + usage.ru_stime.tv_sec : 0;
  bool has_limit = getrlimit(RLIMIT_CPU, &current) == 0 && current.rlim_cur != RLIM_INFINITY;
  *limit = has_limit ? (long)current.rlim_cur : 0;
}

void lx_allow_processor_time(int seconds) {
  struct rlimit limit;
  long used, unused;
  lx_processor_time(&used, &unused);
  if (getrlimit(RLIMIT_CPU, &limit) != 0) return;
  // A started second counts.
  rlim_t wanted = (rlim_t)used + (rlim_t)seconds + 1;
  limit.rlim_cur = limit.rlim_max != RLIM_INFINITY && limit.rlim_max < wanted ? limit.rlim_max : wanted;
  setrlimit(RLIMIT_CPU, &limit);
  // A thread that blocks the signal would never be ended.
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGXCPU);
  pthread_sigmask(SIG_UNBLOCK, &ending, NULL);
}

#else

int lx_confine(size_t address_space) { return (void)address_space, 0; }
int lx_confinement_available(void) { return 0; }
int lx_landlock_version(void) { return 0; }
void lx_processor_time(long *used, long *limit) { *used = *limit = 0; }
void lx_allow_processor_time(int seconds) { (void)seconds; }

#endif
