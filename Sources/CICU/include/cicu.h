#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The few functions of ICU that this package uses, over UTF-8. ICU renames its functions by macro
// (u_errorName_72), which Swift cannot see; hence this small target.
// Every function that writes text returns the number of bytes it wrote, or -1 when the input is not
// acceptable to it or does not fit into `capacity`. None keeps a pointer. All are thread-safe.

/// NFKC_Casefold (Unicode 5.18, D146): case, compatibility and ignorable characters removed.
ptrdiff_t cicu_nfkc_casefold(const char *text, size_t count, char *out, size_t capacity);

/// The confusable skeleton of UTS #39, section 4.
ptrdiff_t cicu_skeleton(const char *text, size_t count, char *out, size_t capacity);

/// A host name as browsers write it (UTS #46, non-transitional, STD3 rules off): A-labels, lower case.
/// `*has_errors` says that browsers refuse the name; hyphens, empty and long labels are no errors.
ptrdiff_t cicu_host_to_ascii(const char *host, size_t count, char *out, size_t capacity,
                             bool *has_errors);

/// The Unicode form of a host name, for display.
ptrdiff_t cicu_host_to_unicode(const char *host, size_t count, char *out, size_t capacity);

/// The script of a code point: ICU's UScriptCode (Common 0, Inherited 1).
int32_t cicu_script(uint32_t code_point);

#endif
