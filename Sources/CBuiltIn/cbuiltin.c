#include "cbuiltin.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char rules[] = {
#embed "rules.pack"
};

const unsigned char *cbuiltin_rules(size_t *count) {
  *count = sizeof rules;
  return rules;
}
