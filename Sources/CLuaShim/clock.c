// The clock: ends what no counter sees, and carries a cancel to a call that runs without a hook.
//
// A timer belongs to the thread that runs Lua, and its signal goes to that thread alone. The handler
// does what Lua allows a signal handler to do: it sets a hook on the running coroutine, which fires
// at the next instruction and looks at the clock itself. Another thread must never do that, because
// setting a hook walks call frames that the VM frees.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "shim.h"

#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

enum { TICK = 20000000 };  // nanoseconds between two looks

static _Thread_local lx_vm *volatile current;  // whose call this thread is in
static _Thread_local timer_t timer;
static _Thread_local bool has_timer, is_ticking;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t at_thread_end;
static int signal_number;

static void on_tick(int number, siginfo_t *info, void *context) {
  (void)number, (void)info, (void)context;
  int saved = errno;
  lx_vm *vm = current;
  if (vm != NULL && vm->running != NULL && lx_is_time_up(vm)) lx_arm(vm);
  errno = saved;
}

static void delete_timer(void *unused) {
  (void)unused;
  if (has_timer) timer_delete(timer);
  has_timer = is_ticking = false;
}

static void install(void) {
  struct sigaction action = {.sa_sigaction = on_tick, .sa_flags = SA_SIGINFO | SA_RESTART};
  sigemptyset(&action.sa_mask);
  signal_number = SIGRTMIN + 5;
  if (sigaction(signal_number, &action, NULL) != 0) signal_number = 0;
  pthread_key_create(&at_thread_end, delete_timer);
}

static void set_ticking(bool on) {
  if (is_ticking == on) return;
  struct itimerspec spec = {0};
  if (on) spec.it_value.tv_nsec = spec.it_interval.tv_nsec = TICK;
  is_ticking = timer_settime(timer, 0, &spec, NULL) == 0 && on;
}

static bool make_timer(void) {
  pthread_once(&once, install);
  if (signal_number == 0) return false;
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = signal_number};
  event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) return false;
  has_timer = true;
  // The threads that tasks run on block every signal.
  sigset_t mine;
  sigemptyset(&mine);
  sigaddset(&mine, signal_number);
  pthread_sigmask(SIG_UNBLOCK, &mine, NULL);
  // A value that is not NULL makes the destructor run.
  pthread_setspecific(at_thread_end, &once);
  return true;
}

// The timer goes on ticking between calls, so that many short ones do not pay for it each.
lx_vm *lx_clock_enter(lx_vm *vm) {
  lx_vm *outer = current;
  bool wanted = vm->deadline != 0 || vm->limits.deferred;
  if (wanted && (has_timer || make_timer())) set_ticking(true);
  else if (!wanted && is_ticking) set_ticking(false);
  current = vm;
  return outer;
}

void lx_clock_leave(lx_vm *outer) { current = outer; }

bool lx_clock_works(void) { return has_timer || make_timer(); }

#else

// Elsewhere the standing hook alone looks at the clock.
lx_vm *lx_clock_enter(lx_vm *vm) {
  (void)vm;
  return NULL;
}
void lx_clock_leave(lx_vm *outer) { (void)outer; }
bool lx_clock_works(void) { return false; }

#endif
