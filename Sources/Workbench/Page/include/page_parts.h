// The parts of the workbench's page, carried in the binary. As an array of numbers in Swift they would take a quarter of a
// minute to compile.
#ifndef ASSAY_PAGE_PARTS_H
#define ASSAY_PAGE_PARTS_H

#include <stddef.h>

typedef struct wp_part {
  size_t count;
  const unsigned char *bytes;
} wp_part;

// The file of this name; none of its bytes when there is no such file.
wp_part wp_part_named(const char *name);

#endif
