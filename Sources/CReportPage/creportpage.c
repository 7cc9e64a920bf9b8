#include "creportpage.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char frame[] = {
#embed "page/frame.html"
};

static const unsigned char style[] = {
#embed "page/style.css"
};

static const unsigned char script[] = {
#embed "page/model.js"
    ,
#embed "page/elements.js"
    ,
#embed "page/csv.js"
    ,
#embed "page/decisions.js"
    ,
#embed "page/selection.js"
    ,
#embed "page/preview.js"
    ,
#embed "page/table.js"
    ,
#embed "page/evidence.js"
    ,
#embed "page/groups.js"
    ,
#embed "page/main.js"
};

const unsigned char *creportpage_frame(size_t *count) {
  *count = sizeof frame;
  return frame;
}

const unsigned char *creportpage_style(size_t *count) {
  *count = sizeof style;
  return style;
}

const unsigned char *creportpage_script(size_t *count) {
  *count = sizeof script;
  return script;
}
