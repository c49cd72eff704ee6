// libxml2 as its package builds it shows the headers of the system's ICU to whoever includes it, for two fields at the end of a
// structure that only the library makes. Foundation carries an ICU of its own, with other declarations of the same names, and the
// compiler refuses to see both. So the fields are not shown.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
