#include <sqlite3.h>

/// Lets SQLite go without counting its memory; Swift imports no functions with variable arguments.
static inline int sqlite3_skip_memory_counts(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
