#ifndef CREPORTPAGE_H
#define CREPORTPAGE_H

#include <stddef.h>

/// The frame of report.html, with names in double braces where its parts go.
const unsigned char *creportpage_frame(size_t *count);

/// Its style sheet.
const unsigned char *creportpage_style(size_t *count);

/// Its script: the files of page/ in the order of their use.
const unsigned char *creportpage_script(size_t *count);

#endif
