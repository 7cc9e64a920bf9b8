#ifndef CBYTEMASKS_H
#define CBYTEMASKS_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

/// A bit for each of the 64 bytes at `bytes` that equals `wanted`; bit 0 is the first byte.
static inline uint64_t byte_mask_64(const uint8_t *bytes, uint8_t wanted) {
#if defined(__SSE2__)
  const __m128i pattern = _mm_set1_epi8((char)wanted);
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++) {
    const __m128i chunk = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    const uint32_t bits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, pattern));
    mask |= (uint64_t)bits << (16 * part);
  }
  return mask;
#elif defined(__ARM_NEON)
  const uint8x16_t pattern = vdupq_n_u8(wanted);
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t parts[4];
  for (int part = 0; part < 4; part++)
    parts[part] = vandq_u8(vceqq_u8(vld1q_u8(bytes + 16 * part), pattern), weights);
  const uint8x16_t pairs =
      vpaddq_u8(vpaddq_u8(parts[0], parts[1]), vpaddq_u8(parts[2], parts[3]));
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(pairs, pairs)), 0);
#else
  uint64_t mask = 0;
  for (int index = 0; index < 64; index++) mask |= (uint64_t)(bytes[index] == wanted) << index;
  return mask;
#endif
}

#endif
