// A VM that is gone back to. Opening one, describing the columns and loading rules costs as much as a short article's
// evaluation, and comes to the same every time. So its heap is laid into one stretch of memory, the base, and copied when all
// is loaded: to go back is to copy it back. What has come to lie elsewhere since is given back. Nothing
// of what ran in between can be left, since nothing of it is.
#include <stddef.h>
#include <stdlib.h>

#include "shim.h"

enum {
  BASE_BYTES = 512 << 10,  // twice what the library and a pack take; what an article brings in comes behind them
};

// A block that found no room in the base.
struct lx_stray {
  lx_stray *before, *after;
};

struct lx_image {
  lx_vm vm;
  size_t used, keep_capacity;
  uint32_t *keep_counts;
  char heap[];
};

bool lx_make_base(lx_vm *vm) {
  vm->base = malloc(BASE_BYTES);
  return vm->base != NULL;
}

static void free_strays(lx_vm *vm) {
  while (vm->strays != NULL) {
    lx_stray *after = vm->strays->after;
    free(vm->strays);
    vm->strays = after;
  }
}

void lx_drop_base(lx_vm *vm) {
  free_strays(vm);
  free(vm->base);
  if (vm->image != NULL) free(vm->image->keep_counts);
  free(vm->image);
}

// --- Blocks -------------------------------------------------------------------------------------

static size_t rounded(size_t size) { return (size + 7) & ~(size_t)7; }

static bool is_in_base(const lx_vm *vm, const char *block) {
  return (uintptr_t)block - (uintptr_t)vm->base < BASE_BYTES;
}

// Where the block ends in the base if it is the last one there.
static bool is_last(const lx_vm *vm, const char *block, size_t size) {
  return block + rounded(size) == vm->base + vm->base_used;
}

static char *new_stray(lx_vm *vm, lx_stray *old, size_t size) {
  lx_stray *stray = realloc(old, sizeof(lx_stray) + size);
  if (stray == NULL) return NULL;
  if (old == NULL) *stray = (lx_stray){NULL, vm->strays};
  if (stray->before != NULL) stray->before->after = stray;
  else vm->strays = stray;
  if (stray->after != NULL) stray->after->before = stray;
  return (char *)(stray + 1);
}

static char *new_block(lx_vm *vm, size_t size) {
  size_t room = BASE_BYTES - vm->base_used;
  if (rounded(size) > room || size > BASE_BYTES) return new_stray(vm, NULL, size);
  char *block = vm->base + vm->base_used;
  vm->base_used += rounded(size);
  return block;
}

void *lx_resize_block(lx_vm *vm, void *start, size_t old_size, size_t new_size) {
  if (vm->base == NULL) return realloc(start, new_size);
  char *block = start;
  if (block == NULL) return new_block(vm, new_size);
  if (!is_in_base(vm, block)) return new_stray(vm, (lx_stray *)(void *)block - 1, new_size);
  size_t before = (size_t)(block - vm->base);
  if (is_last(vm, block, old_size) && new_size <= BASE_BYTES && before + rounded(new_size) <= BASE_BYTES) {
    vm->base_used = before + rounded(new_size);
    return block;
  }
  if (new_size <= old_size) return block;
  char *moved = new_block(vm, new_size);
  if (moved != NULL) memcpy(moved, block, old_size);
  return moved;
}

void lx_free_block(lx_vm *vm, void *start, size_t size) {
  char *block = start;
  if (vm->base == NULL || block == NULL) {
    free(block);
  } else if (!is_in_base(vm, block)) {
    lx_stray *stray = (lx_stray *)(void *)block - 1;
    if (stray->before != NULL) stray->before->after = stray->after;
    else vm->strays = stray->after;
    if (stray->after != NULL) stray->after->before = stray->before;
    free(stray);
  } else if (is_last(vm, block, size)) {
    vm->base_used = (size_t)(block - vm->base);
  }
}

// --- There and back -----------------------------------------------------------------------------

bool lx_remember(lx_vm *vm) {
  if (vm->busy || vm->base == NULL || vm->image != NULL || vm->strays != NULL || vm->verdict != LX_OK) return false;
  if (vm->scratch != NULL) lx_resize_buffer(vm, vm->scratch, vm->scratch_capacity, 0);
  vm->scratch = NULL;
  vm->scratch_count = vm->scratch_capacity = 0;
  lx_image *image = malloc(sizeof(lx_image) + vm->base_used);
  size_t keep_size = vm->keep_capacity * sizeof(uint32_t);
  uint32_t *keep_counts = malloc(keep_size == 0 ? 1 : keep_size);
  if (image == NULL || keep_counts == NULL) {
    free(image);
    free(keep_counts);
    return false;
  }
  memcpy(&image->vm, vm, offsetof(lx_vm, report));
  memcpy(image->heap, vm->base, vm->base_used);
  if (keep_size != 0) memcpy(keep_counts, vm->keep_counts, keep_size);
  image->used = vm->base_used;
  image->keep_capacity = vm->keep_capacity;
  image->keep_counts = keep_counts;
  vm->image = image;
  return true;
}

bool lx_go_back(lx_vm *vm) {
  lx_image *image = vm->image;
  if (vm->busy || image == NULL || vm->verdict != LX_OK) return false;
  if (vm->keep_capacity != image->keep_capacity) {
    uint32_t *counts = realloc(vm->keep_counts, (image->keep_capacity + 1) * sizeof(uint32_t));
    if (counts == NULL) return false;
    vm->keep_counts = counts;
  }
  free_strays(vm);
  free(vm->scratch);
  // Buffers of the VM itself stay where they are, however large they have become.
  lx_writer out = vm->out, copy = vm->reply.copy;
  uint32_t *keep_counts = vm->keep_counts;
  memcpy(vm, &image->vm, offsetof(lx_vm, report));
  vm->image = image;
  vm->out = out;
  vm->reply.copy = copy;
  vm->keep_counts = keep_counts;
  memcpy(vm->base, image->heap, image->used);
  if (image->keep_capacity != 0) {
    memcpy(vm->keep_counts, image->keep_counts, image->keep_capacity * sizeof(uint32_t));
  }
  // The clock has not gone back.
  lx_reset_budget(vm);
  return true;
}
