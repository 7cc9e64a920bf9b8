#include "faulty_files.h"

#include <sqlite3.h>
#include <string.h>

// A file of ours; the real one lies behind it.
typedef struct {
  sqlite3_file base;
  sqlite3_file *real;
} faulty_file;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs vfs;
static long writes;
static long failing;
static enum faulty_mode failing_mode;

static sqlite3_file *real(sqlite3_file *file) { return ((faulty_file *)file)->real; }

// Counts a write; whether it fails.
static int fails(void) {
  writes += 1;
  return failing > 0 && writes >= failing;
}

static int code(int other) { return failing_mode == FAULTY_FULL ? SQLITE_FULL : other; }

static int f_close(sqlite3_file *f) { return real(f)->pMethods ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK; }
static int f_read(sqlite3_file *f, void *to, int count, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), to, count, at);
}
static int f_write(sqlite3_file *f, const void *from, int count, sqlite3_int64 at) {
  if (fails()) {
    if (failing_mode == FAULTY_CUT && writes == failing) {
      real(f)->pMethods->xWrite(real(f), from, count / 2, at);
    }
    return code(SQLITE_IOERR_WRITE);
  }
  return real(f)->pMethods->xWrite(real(f), from, count, at);
}
static int f_truncate(sqlite3_file *f, sqlite3_int64 size) {
  return fails() ? code(SQLITE_IOERR_TRUNCATE) : real(f)->pMethods->xTruncate(real(f), size);
}
static int f_sync(sqlite3_file *f, int flags) {
  return fails() ? code(SQLITE_IOERR_FSYNC) : real(f)->pMethods->xSync(real(f), flags);
}
static int f_size(sqlite3_file *f, sqlite3_int64 *size) { return real(f)->pMethods->xFileSize(real(f), size); }
static int f_lock(sqlite3_file *f, int level) { return real(f)->pMethods->xLock(real(f), level); }
static int f_unlock(sqlite3_file *f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
static int f_reserved(sqlite3_file *f, int *out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); }
static int f_control(sqlite3_file *f, int op, void *arg) { return real(f)->pMethods->xFileControl(real(f), op, arg); }
static int f_sector(sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); }
static int f_device(sqlite3_file *f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
static int f_map(sqlite3_file *f, int page, int size, int extend, void volatile **out) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
static int f_shm_lock(sqlite3_file *f, int offset, int n, int flags) {
  return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
static void f_barrier(sqlite3_file *f) { real(f)->pMethods->xShmBarrier(real(f)); }
static int f_unmap(sqlite3_file *f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); }

// Version 2: memory maps, which go around writes, are not offered.
static const sqlite3_io_methods methods = {
  2, f_close, f_read, f_write, f_truncate, f_sync, f_size, f_lock, f_unlock, f_reserved,
  f_control, f_sector, f_device, f_map, f_shm_lock, f_barrier, f_unmap, 0, 0,
};

static int f_open(sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out) {
  faulty_file *ours = (faulty_file *)file;
  (void)self;
  if (!name || !strstr(name, FAULTY_MARK)) return real_vfs->xOpen(real_vfs, name, file, flags, out);
  ours->real = (sqlite3_file *)(ours + 1);
  int result = real_vfs->xOpen(real_vfs, name, ours->real, flags, out);
  file->pMethods = ours->real->pMethods ? &methods : 0;
  return result;
}

int faulty_install(void) {
  if (real_vfs) return SQLITE_OK;
  real_vfs = sqlite3_vfs_find(0);
  if (!real_vfs) return SQLITE_ERROR;
  memcpy(&vfs, real_vfs, sizeof vfs);
  vfs.zName = "faulty";
  vfs.szOsFile = (int)sizeof(faulty_file) + real_vfs->szOsFile;
  vfs.xOpen = f_open;
  vfs.pNext = 0;
  faulty_fail(0, FAULTY_FULL);
  return sqlite3_vfs_register(&vfs, 1);
}

void faulty_fail(long write, enum faulty_mode mode) {
  writes = 0;
  failing = write;
  failing_mode = mode;
}

long faulty_writes(void) { return writes; }
