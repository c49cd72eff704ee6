// Gets one address of a web server into memory, by libcurl, which is opened when the first download begins: linked in the usual
// way it would bring some thirty libraries into every start of the program, for something that few runs do.

#ifndef ASSAY_DOWNLOADS_H
#define ASSAY_DOWNLOADS_H

#include <stddef.h>
#include <stdint.h>

/// How a download ended.
enum {
  LX_DOWNLOAD_DONE = 0,
  LX_DOWNLOAD_NO_LIBRARY,  ///< libcurl is not installed
  LX_DOWNLOAD_TOO_LARGE,
  LX_DOWNLOAD_STATUS,      ///< the server answered with another status than 200
  LX_DOWNLOAD_FAILED,      ///< everything else; `message` says what
};

typedef struct {
  int outcome;
  long status;         ///< the server's status, 0 when there was none
  uint8_t *bytes;      ///< what came, to be freed with lx_free_download
  size_t count;
  char message[256];   ///< the library's words for what went wrong, or nothing
} lx_download;

/// Gets `address`, which begins with `http://` or `https://`.
///
/// Redirects are followed, at most five, from https to https alone and never to anything but the web. No cookie, no
/// password file, no packed answers. The environment's `SSL_CERT_FILE` names the certificates to trust in place of the system's.
/// A download ends after `seconds`, after 30 seconds with less than 100 bytes a second, and with
/// the first byte that is more than `limit`.
lx_download lx_get(const char *address, size_t limit, long seconds, const char *agent);

void lx_free_download(lx_download *download);

#endif
