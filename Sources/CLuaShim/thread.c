// A thread whose stack we choose: Lua's compiler and error reporting recurse on the C stack, and
// the threads that tasks run on have 512 KiB.
#include <pthread.h>

#include "shim.h"

typedef struct start {
  void (*body)(void *context);
  void *context;
} start;

static void *run(void *context) {
  start *s = context;
  s->body(s->context);
  return NULL;
}

bool lx_run_on_thread(size_t stack_bytes, void (*body)(void *context), void *context) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  start s = {body, context};
  pthread_t thread;
  bool started = pthread_attr_setstacksize(&attributes, stack_bytes) == 0 &&
                 pthread_create(&thread, &attributes, run, &s) == 0;
  pthread_attr_destroy(&attributes);
  if (started) pthread_join(thread, NULL);
  return started;
}
