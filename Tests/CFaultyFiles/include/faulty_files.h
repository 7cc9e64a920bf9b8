#ifndef FAULTY_FILES_H
#define FAULTY_FILES_H

/// What becomes of a write that fails.
enum faulty_mode {
  /// The disk is full: nothing is written.
  FAULTY_FULL = 0,
  /// Reading and writing fail: nothing is written.
  FAULTY_ERROR = 1,
  /// The first half is written, as when the power goes.
  FAULTY_CUT = 2,
};

/// What the paths of files hold that can fail; others are opened as ever.
#define FAULTY_MARK "/faulty-"

/// Makes SQLite open marked files through a layer that can fail; returns SQLite's code.
int faulty_install(void);

/// Lets the write of that number, from 1, and all later ones fail; 0: none. Counts anew.
void faulty_fail(long write, enum faulty_mode mode);

/// How many writes there were since the last call of faulty_fail.
long faulty_writes(void);

#endif
