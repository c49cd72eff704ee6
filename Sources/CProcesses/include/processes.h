// What the system offers for processes in a form that Swift cannot call: functions with a variable list of arguments,
// and those that are declared for GNU sources alone.

#ifndef ASSAY_PROCESSES_H
#define ASSAY_PROCESSES_H

/// Lets the kernel kill this process when the thread that started it ends, however that ends. Linux alone knows this;
/// elsewhere nothing happens, and a worker ends when it next looks at its input.
void lx_end_with_parent(void);

/// A pipe that no other program inherits. Returns 0, or the system's number for what went wrong.
int lx_pipe(int *reading, int *writing);

/// Keeps up to 32 MiB of freed memory for what is asked for next: an article's columns are given back when it is done, and
/// the next one asks for as much. Only where the C library is glibc; elsewhere nothing happens.
void lx_keep_freed_memory(void);

/// How many processors this process may run on: what taskset(1) and containers leave of them. At least 1.
int lx_usable_processors(void);

#endif
