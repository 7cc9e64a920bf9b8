#ifndef CBUILTIN_H
#define CBUILTIN_H

#include <stddef.h>

/// All files of rules/, packed by scripts/pack-rules; `*count` receives the number of bytes.
const unsigned char *cbuiltin_rules(size_t *count);

#endif
