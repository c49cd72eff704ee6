// The packs we ship, carried in the binary so that `assay` is one file that works anywhere.
//
// They are plain folders beside this one; `scripts/embed-packs` writes the list.
#ifndef STANDARD_PACKS_H
#define STANDARD_PACKS_H

#include <stddef.h>

typedef struct sp_file {
  const char *path;  // `attribution/rules/said.lua`
  const unsigned char *bytes;
  size_t count;
} sp_file;

// Sorted by path, bytewise.
extern const sp_file sp_files[];
extern const size_t sp_file_count;

// The file of row [row], which must be below sp_file_count. A function, since Swift cannot index an array
// whose length it does not know.
static inline sp_file sp_file_at(size_t row) { return sp_files[row]; }

#endif
