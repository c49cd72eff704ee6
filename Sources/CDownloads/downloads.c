#include "downloads.h"

// Of the library's package for developers only the names and types are used; nothing is linked.
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
  __typeof__(curl_global_init) *global_init;
  __typeof__(curl_easy_init) *easy_init;
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  __typeof__(curl_easy_perform) *easy_perform;
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  __typeof__(curl_easy_strerror) *easy_strerror;
  __typeof__(curl_easy_cleanup) *easy_cleanup;
} library;

static bool open_library(library *curl) {
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib"};
  void *handle = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && handle == NULL; i++) handle = dlopen(names[i], RTLD_NOW);
  if (handle == NULL) return false;
  const struct { const char *name; void *place; } symbols[] = {
    {"curl_global_init", &curl->global_init}, {"curl_easy_init", &curl->easy_init},
    {"curl_easy_setopt", &curl->easy_setopt}, {"curl_easy_perform", &curl->easy_perform},
    {"curl_easy_getinfo", &curl->easy_getinfo}, {"curl_easy_strerror", &curl->easy_strerror},
    {"curl_easy_cleanup", &curl->easy_cleanup},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    void *symbol = dlsym(handle, symbols[i].name);
    if (symbol == NULL) return false;
    memcpy(symbols[i].place, &symbol, sizeof symbol);
  }
  return curl->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

typedef struct {
  lx_download *download;
  size_t limit, capacity;
  bool is_too_large;
} sink;

static size_t receive(char *bytes, size_t size, size_t count, void *context) {
  sink *to = context;
  size_t more = size * count;
  if (more > to->limit - to->download->count) {
    to->is_too_large = true;
    return 0;
  }
  size_t needed = to->download->count + more;
  if (needed > to->capacity) {
    size_t capacity = to->capacity < 32768 ? 65536 : to->capacity * 2;
    if (capacity < needed) capacity = needed;
    uint8_t *grown = realloc(to->download->bytes, capacity);
    if (grown == NULL) return 0;
    to->download->bytes = grown;
    to->capacity = capacity;
  }
  memcpy(to->download->bytes + to->download->count, bytes, more);
  to->download->count = needed;
  return more;
}

lx_download lx_get(const char *address, size_t limit, long seconds, const char *agent) {
  lx_download download = {.outcome = LX_DOWNLOAD_FAILED};
  library curl;
  if (!open_library(&curl)) {
    download.outcome = LX_DOWNLOAD_NO_LIBRARY;
    return download;
  }
  CURL *handle = curl.easy_init();
  if (handle == NULL) return download;
  sink to = {.download = &download, .limit = limit};
  char reason[CURL_ERROR_SIZE] = "";
  long safe = CURLPROTO_HTTPS, web = CURLPROTO_HTTP | CURLPROTO_HTTPS;
  bool is_safe = strncasecmp(address, "https:", 6) == 0;
  CURLcode code = CURLE_OK;
  // The first option that the library refuses ends it: a limit that is not in force is no limit.
#define SET(option, value) \
  if (code == CURLE_OK) code = curl.easy_setopt(handle, option, value)
  SET(CURLOPT_URL, address);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // their successors are younger than some systems
  SET(CURLOPT_PROTOCOLS, is_safe ? safe : web);
  SET(CURLOPT_REDIR_PROTOCOLS, is_safe ? safe : web);
#pragma GCC diagnostic pop
  // As other programs do it: whoever runs a registry of their own may have signed its certificate themselves.
  const char *authorities = getenv("SSL_CERT_FILE");
  if (authorities != NULL && authorities[0] != 0) SET(CURLOPT_CAINFO, authorities);
  SET(CURLOPT_FOLLOWLOCATION, 1L);
  SET(CURLOPT_MAXREDIRS, 5L);
  SET(CURLOPT_CONNECTTIMEOUT, 30L);
  SET(CURLOPT_TIMEOUT, seconds);
  SET(CURLOPT_LOW_SPEED_LIMIT, 100L);
  SET(CURLOPT_LOW_SPEED_TIME, 30L);
  SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)limit);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_FAILONERROR, 1L);
  SET(CURLOPT_USERAGENT, agent);
  SET(CURLOPT_WRITEFUNCTION, receive);
  SET(CURLOPT_WRITEDATA, &to);
  SET(CURLOPT_ERRORBUFFER, reason);
#undef SET
  if (code == CURLE_OK) code = curl.easy_perform(handle);
  curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &download.status);
  if (to.is_too_large || code == CURLE_FILESIZE_EXCEEDED) {
    download.outcome = LX_DOWNLOAD_TOO_LARGE;
  } else if (code == CURLE_HTTP_RETURNED_ERROR || (code == CURLE_OK && download.status != 200)) {
    download.outcome = LX_DOWNLOAD_STATUS;
  } else if (code == CURLE_OK) {
    download.outcome = LX_DOWNLOAD_DONE;
  } else {
    snprintf(download.message, sizeof download.message, "%s", reason[0] != 0 ? reason : curl.easy_strerror(code));
  }
  curl.easy_cleanup(handle);
  if (download.outcome != LX_DOWNLOAD_DONE) {
    free(download.bytes);
    download.bytes = NULL;
    download.count = 0;
  }
  return download;
}

void lx_free_download(lx_download *download) {
  free(download->bytes);
  download->bytes = NULL;
  download->count = 0;
}
