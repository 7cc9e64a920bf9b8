#include "cicu.h"

#include <stdatomic.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

// Longest text handled here, in UTF-16 units; callers cut before.
#define MAX_UNITS 8192

// What browsers tolerate in a host name: CheckHyphens and VerifyDnsLength are off in the URL Standard.
#define TOLERATED                                                                           \
  (UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | \
   UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4)

// One shared object a kind, made on first use. Two threads may both make one; the loser closes its own.
static _Atomic(USpoofChecker *) shared_checker;
static _Atomic(UIDNA *) shared_idna;

static USpoofChecker *checker(void) {
  USpoofChecker *made = atomic_load(&shared_checker);
  if (made) return made;
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *mine = uspoof_open(&status);
  if (U_FAILURE(status)) return NULL;
  if (atomic_compare_exchange_strong(&shared_checker, &made, mine)) return mine;
  uspoof_close(mine);
  return made;
}

static UIDNA *idna(void) {
  UIDNA *made = atomic_load(&shared_idna);
  if (made) return made;
  UErrorCode status = U_ZERO_ERROR;
  UIDNA *mine = uidna_openUTS46(
      UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII |
          UIDNA_NONTRANSITIONAL_TO_UNICODE,
      &status);
  if (U_FAILURE(status)) return NULL;
  if (atomic_compare_exchange_strong(&shared_idna, &made, mine)) return mine;
  uidna_close(mine);
  return made;
}

ptrdiff_t cicu_nfkc_casefold(const char *text, size_t count, char *out, size_t capacity) {
  if (count > MAX_UNITS) return -1;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&status);
  UChar units[MAX_UNITS], folded[MAX_UNITS];
  int32_t length = 0, written = 0;
  u_strFromUTF8WithSub(units, MAX_UNITS, &length, text, (int32_t)count, 0xFFFD, NULL, &status);
  int32_t folded_length = unorm2_normalize(normalizer, units, length, folded, MAX_UNITS, &status);
  u_strToUTF8WithSub(out, (int32_t)capacity, &written, folded, folded_length, 0xFFFD, NULL, &status);
  return U_FAILURE(status) || (size_t)written > capacity ? -1 : written;
}

ptrdiff_t cicu_skeleton(const char *text, size_t count, char *out, size_t capacity) {
  USpoofChecker *spoof = checker();
  if (!spoof || count > MAX_UNITS) return -1;
  UErrorCode status = U_ZERO_ERROR;
  int32_t written =
      uspoof_getSkeletonUTF8(spoof, 0, text, (int32_t)count, out, (int32_t)capacity, &status);
  return U_FAILURE(status) || (size_t)written > capacity ? -1 : written;
}

ptrdiff_t cicu_host_to_ascii(const char *host, size_t count, char *out, size_t capacity,
                             bool *has_errors) {
  UIDNA *converter = idna();
  if (!converter || count > MAX_UNITS) return -1;
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  int32_t written = uidna_nameToASCII_UTF8(converter, host, (int32_t)count, out, (int32_t)capacity,
                                           &info, &status);
  *has_errors = (info.errors & ~(uint32_t)TOLERATED) != 0;
  return U_FAILURE(status) || (size_t)written > capacity ? -1 : written;
}

ptrdiff_t cicu_host_to_unicode(const char *host, size_t count, char *out, size_t capacity) {
  UIDNA *converter = idna();
  if (!converter || count > MAX_UNITS) return -1;
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  int32_t written = uidna_nameToUnicodeUTF8(converter, host, (int32_t)count, out, (int32_t)capacity,
                                            &info, &status);
  return U_FAILURE(status) || info.errors || (size_t)written > capacity ? -1 : written;
}

int32_t cicu_script(uint32_t code_point) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript((UChar32)code_point, &status);
  return U_FAILURE(status) ? -1 : (int32_t)script;
}
