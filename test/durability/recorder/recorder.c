// Preloaded into a process (LD_PRELOAD), records in their order what it does to the files under one folder: opens, writes,
// truncations, renames, removals and syncs, and beside them the bytes that it sends on one TCP port and what it prints.
// With RECORDER_FULL naming a file, writes that need room fail with ENOSPC while the first byte of that file is '1'.
//
//   RECORDER_ROOT   folder, absolute        RECORDER_TRACE  file to append events to ('' or none: nothing is recorded)
//   RECORDER_PORT   local TCP port          RECORDER_FULL   file of one byte
//
// An event is a head (see `struct head`) and its bytes. Writes are recorded with their result, under one mutex with the
// call itself, so that the order of the events is the order in which the kernel saw them. A sync is two events: what was
// written before its begin is durable at its end, if it succeeded.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, TRUNCATE, SYNC_BEGIN, SYNC_END, RENAME, UNLINK, MKDIR, RMDIR, LINK, SENT, PRINTED, MAPPED };
enum { CREATED = 1, AT_ONCE = 2 };
#define MOST_FDS 65536
#define MOST_FILES 65536

struct head {
  uint32_t magic;  // 0x4f48504e
  uint16_t kind;
  uint16_t flags;  // OPEN: CREATED; WRITE: AT_ONCE (O_SYNC, O_DSYNC)
  uint32_t file;   // number of a file; SENT: port of the peer
  uint32_t length; // bytes that follow
  uint64_t offset; // WRITE: where; TRUNCATE: new size; SYNC_END: 0 or errno
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_length;
static int trace = -1, port = 0;
static volatile char *full = NULL;
static struct { dev_t dev; ino_t ino; } files[MOST_FILES];
static uint32_t file_count = 0;
/** By descriptor: number of its file + 1, 0 when it is none of ours. */
static uint32_t file_of[MOST_FDS];
static unsigned char at_once[MOST_FDS];

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__) = NULL; if (!real) real = dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *folder = getenv("RECORDER_ROOT"), *to = getenv("RECORDER_TRACE"), *on = getenv("RECORDER_PORT");
  const char *fullness = getenv("RECORDER_FULL");
  if (folder == NULL || realpath(folder, root) == NULL) root[0] = 0;
  root_length = strlen(root);
  if (on != NULL) port = atoi(on);
  if (root_length > 0 && to != NULL && *to) trace = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fullness != NULL && *fullness) {
    int fd = syscall(SYS_openat, AT_FDCWD, fullness, O_RDONLY | O_CLOEXEC, 0);
    void *page = fd < 0 ? MAP_FAILED : (void *)syscall(SYS_mmap, NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
    if (page != MAP_FAILED) full = page;
  }
  unsetenv("LD_PRELOAD"); // children are none of ours
}

static void note(int kind, int flags, uint32_t file, uint64_t offset, const struct iovec *parts, int count, size_t length) {
  if (trace < 0) return;
  struct head head = {0x4f48504e, kind, flags, file, (uint32_t)length, offset};
  struct iovec out[2] = {{&head, sizeof head}, {NULL, 0}};
  char *copy = NULL;
  if (length > 0 && count == 1) out[1].iov_base = parts[0].iov_base;
  else if (length > 0) {
    copy = malloc(length);
    size_t at = 0;
    for (int i = 0; i < count && at < length; i++) {
      size_t n = parts[i].iov_len < length - at ? parts[i].iov_len : length - at;
      memcpy(copy + at, parts[i].iov_base, n);
      at += n;
    }
    out[1].iov_base = copy;
  }
  out[1].iov_len = length;
  size_t left = sizeof head + length;
  struct iovec *next = out;
  while (left > 0) {
    ssize_t n = syscall(SYS_writev, trace, next, 2 - (int)(next - out));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) _exit(97); // a trace with a hole proves nothing
    left -= n;
    while (n > 0 && (size_t)n >= next->iov_len) { n -= next->iov_len; next++; if (next == out + 2) break; }
    if (n > 0) { next->iov_base = (char *)next->iov_base + n; next->iov_len -= n; }
  }
  free(copy);
}

static void note_text(int kind, int flags, uint32_t file, uint64_t offset, const char *text, size_t length) {
  struct iovec part = {(void *)text, length};
  note(kind, flags, file, offset, &part, 1, length);
}

/** The path below the root, or NULL when it is elsewhere. `to` has PATH_MAX bytes. */
static const char *inside(int dir, const char *path, char *to) {
  if (root_length == 0 || path == NULL) return NULL;
  char whole[PATH_MAX];
  if (path[0] == '/') snprintf(whole, sizeof whole, "%s", path);
  else {
    char link[64], base[PATH_MAX];
    if (dir == AT_FDCWD) { if (getcwd(base, sizeof base) == NULL) return NULL; }
    else {
      snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
      ssize_t n = readlink(link, base, sizeof base - 1);
      if (n < 0) return NULL;
      base[n] = 0;
    }
    if (snprintf(whole, sizeof whole, "%s/%s", base, path) >= (int)sizeof whole) return NULL;
  }
  // "." and ".." away, without following links: there are none in a data folder.
  size_t at = 0;
  for (char *save = NULL, *part = strtok_r(whole, "/", &save); part; part = strtok_r(NULL, "/", &save)) {
    if (strcmp(part, ".") == 0) continue;
    if (strcmp(part, "..") == 0) { while (at > 0 && to[--at] != '/'); to[at] = 0; continue; }
    at += snprintf(to + at, PATH_MAX - at, "/%s", part);
  }
  to[at] = 0;
  if (strncmp(to, root, root_length) != 0 || (to[root_length] != 0 && to[root_length] != '/')) return NULL;
  return to[root_length] == 0 ? "." : to + root_length + 1;
}

static uint32_t number_of(int fd, int is_new) {
  struct stat stat;
  if (fstat(fd, &stat) != 0) return 0;
  if (!is_new)
    for (uint32_t i = file_count; i-- > 0;)
      if (files[i].ino == stat.st_ino && files[i].dev == stat.st_dev) return i + 1;
  if (file_count == MOST_FILES) _exit(98);
  files[file_count].dev = stat.st_dev;
  files[file_count].ino = stat.st_ino;
  return ++file_count;
}

/** Number of a descriptor's file, 0 when it is none of ours. Looks each time: libuv closes without calling close(). */
static uint32_t ours(int fd) {
  if (fd < 0 || fd >= MOST_FDS || file_of[fd] == 0) return 0;
  struct stat stat;
  int error = errno;
  uint32_t number = file_of[fd];
  if (fstat(fd, &stat) != 0 || files[number - 1].ino != stat.st_ino || files[number - 1].dev != stat.st_dev) number = file_of[fd] = 0;
  errno = error;
  return number;
}
static inline int no_room(void) { return full != NULL && *full == '1'; }

static int opened(int dir, const char *path, int flags, mode_t mode) {
  char name[PATH_MAX];
  const char *below = inside(dir, path, name);
  if (below == NULL) return syscall(SYS_openat, dir, path, flags, mode);
  pthread_mutex_lock(&mutex);
  int is_new = (flags & O_CREAT) && faccessat(dir, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
  if (is_new && no_room()) { pthread_mutex_unlock(&mutex); errno = ENOSPC; return -1; }
  int fd = syscall(SYS_openat, dir, path, flags, mode);
  int error = errno;
  if (fd >= 0 && fd < MOST_FDS) {
    uint32_t number = number_of(fd, is_new);
    file_of[fd] = number;
    at_once[fd] = (flags & O_DSYNC) != 0;
    note_text(OPEN, is_new ? CREATED : 0, number, 0, below, strlen(below));
    if (!is_new && (flags & O_TRUNC)) note_text(TRUNCATE, 0, number, 0, NULL, 0);
  }
  pthread_mutex_unlock(&mutex);
  errno = error;
  return fd;
}

#define OPENING(name, ...) va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); return opened(__VA_ARGS__)
int open(const char *path, int flags, ...) { OPENING(open, AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { OPENING(open64, AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int dir, const char *path, int flags, ...) { OPENING(openat, dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { OPENING(openat64, dir, path, flags | O_LARGEFILE, mode); }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int fd) {
  REAL(int, close, int);
  if (ours(fd)) { pthread_mutex_lock(&mutex); file_of[fd] = 0; at_once[fd] = 0; int r = real(fd); pthread_mutex_unlock(&mutex); return r; }
  return real(fd);
}

/** Whether bytes sent on this descriptor are to be recorded; the peer's port then. */
static int peer_of(int fd) {
  if (port == 0 || fd < 0) return 0;
  struct sockaddr_in6 self, peer;
  socklen_t n = sizeof self, m = sizeof peer;
  if (getsockname(fd, (struct sockaddr *)&self, &n) != 0 || (self.sin6_family != AF_INET && self.sin6_family != AF_INET6)) return 0;
  if (ntohs(self.sin6_port) != port || getpeername(fd, (struct sockaddr *)&peer, &m) != 0) return 0;
  return ntohs(peer.sin6_port);
}

/** Every way of writing ends here. `offset` < 0: at the descriptor's own place. */
static ssize_t wrote(int fd, const struct iovec *parts, int count, off_t offset) {
  uint32_t number = ours(fd);
  int peer = number == 0 && fd > 2 ? peer_of(fd) : 0;
  int printed = fd == 1 && trace >= 0;
  if (number == 0 && peer == 0 && !printed) {
    if (offset >= 0) return count == 1 ? syscall(SYS_pwrite64, fd, parts[0].iov_base, parts[0].iov_len, offset)
                                       : syscall(SYS_pwritev, fd, parts, count, (long)offset, 0L);
    return count == 1 ? syscall(SYS_write, fd, parts[0].iov_base, parts[0].iov_len) : syscall(SYS_writev, fd, parts, count);
  }
  pthread_mutex_lock(&mutex);
  if (number != 0 && no_room()) { pthread_mutex_unlock(&mutex); errno = ENOSPC; return -1; }
  // What is sent is noted before it goes: whoever receives it must find it in the trace.
  if (peer || printed) {
    size_t length = 0;
    for (int i = 0; i < count; i++) length += parts[i].iov_len;
    note(peer ? SENT : PRINTED, 0, peer, 0, parts, count, length);
  }
  ssize_t n = offset >= 0 ? syscall(SYS_pwritev, fd, parts, count, (long)offset, 0L) : syscall(SYS_writev, fd, parts, count);
  int error = errno;
  if (number != 0 && n > 0) {
    off_t at = offset >= 0 ? offset : lseek(fd, 0, SEEK_CUR) - n;
    note(WRITE, at_once[fd] ? AT_ONCE : 0, number, at, parts, count, n);
  }
  pthread_mutex_unlock(&mutex);
  errno = error;
  return n;
}

#define ONE(buffer, size) &(struct iovec){(void *)(buffer), size}, 1
ssize_t write(int fd, const void *from, size_t size) { return wrote(fd, ONE(from, size), -1); }
ssize_t pwrite(int fd, const void *from, size_t size, off_t at) { return wrote(fd, ONE(from, size), at); }
ssize_t pwrite64(int fd, const void *from, size_t size, off_t at) { return wrote(fd, ONE(from, size), at); }
ssize_t writev(int fd, const struct iovec *parts, int count) { return wrote(fd, parts, count, -1); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return wrote(fd, parts, count, at); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at) { return wrote(fd, parts, count, at); }
static void sending(int fd, const struct iovec *parts, size_t count) {
  int peer = peer_of(fd);
  if (peer == 0) return;
  size_t length = 0;
  for (size_t i = 0; i < count; i++) length += parts[i].iov_len;
  pthread_mutex_lock(&mutex);
  note(SENT, 0, peer, 0, parts, count, length);
  pthread_mutex_unlock(&mutex);
}
ssize_t send(int fd, const void *from, size_t size, int flags) {
  REAL(ssize_t, send, int, const void *, size_t, int);
  sending(fd, ONE(from, size));
  return real(fd, from, size, flags);
}
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  REAL(ssize_t, sendmsg, int, const struct msghdr *, int);
  sending(fd, message->msg_iov, message->msg_iovlen);
  return real(fd, message, flags);
}

static int resized(int fd, off_t size) {
  uint32_t number = ours(fd);
  if (number == 0) return syscall(SYS_ftruncate, fd, size);
  pthread_mutex_lock(&mutex);
  int r = syscall(SYS_ftruncate, fd, size), error = errno;
  if (r == 0) note_text(TRUNCATE, 0, number, size, NULL, 0);
  pthread_mutex_unlock(&mutex);
  errno = error;
  return r;
}
int ftruncate(int fd, off_t size) { return resized(fd, size); }
int ftruncate64(int fd, off_t size) { return resized(fd, size); }
/** Room that is only reserved changes nothing that can be read, but for the size. */
int fallocate(int fd, int mode, off_t at, off_t size) {
  uint32_t number = ours(fd);
  if (number == 0) return syscall(SYS_fallocate, fd, mode, at, size);
  if (mode == 0 && no_room()) { errno = ENOSPC; return -1; }
  pthread_mutex_lock(&mutex);
  struct stat before;
  fstat(fd, &before);
  int r = syscall(SYS_fallocate, fd, mode, at, size), error = errno;
  if (r == 0 && mode == 0 && at + size > before.st_size) note_text(TRUNCATE, 0, number, at + size, NULL, 0);
  pthread_mutex_unlock(&mutex);
  errno = error;
  return r;
}

static int synced(int fd, long call) {
  uint32_t number = ours(fd);
  if (number == 0) return syscall(call, fd);
  pthread_mutex_lock(&mutex);
  note_text(SYNC_BEGIN, 0, number, 0, NULL, 0);
  pthread_mutex_unlock(&mutex);
  int r = no_room() && call == -1 ? -1 : syscall(call, fd), error = errno;
  pthread_mutex_lock(&mutex);
  note_text(SYNC_END, 0, number, r == 0 ? 0 : error, NULL, 0);
  pthread_mutex_unlock(&mutex);
  errno = error;
  return r;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

/** Memory through which a file can be written unseen: noted, so that the reader of the trace can refuse it. */
void *mmap64(void *at, size_t size, int protection, int flags, int fd, off_t offset) {
  uint32_t number = ours(fd);
  if (number != 0 && (protection & PROT_WRITE) && (flags & MAP_SHARED)) {
    pthread_mutex_lock(&mutex);
    note_text(MAPPED, 0, number, offset, NULL, 0);
    pthread_mutex_unlock(&mutex);
  }
  return (void *)syscall(SYS_mmap, at, size, protection, flags, fd, offset);
}
void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset) { return mmap64(at, size, protection, flags, fd, offset); }

/** Changes of names: `second` is NULL where there is one name only. */
int rmdir(const char *path);
static int renamed(int kind, int dir, const char *first, int other, const char *second, long call, int flags) {
  char a[PATH_MAX], b[PATH_MAX], both[2 * PATH_MAX];
  const char *from = inside(dir, first, a), *to = second ? inside(other, second, b) : NULL;
  if (from == NULL && to == NULL)
    return second ? syscall(call, dir, first, other, second, flags) : syscall(call, dir, first, flags);
  pthread_mutex_lock(&mutex);
  int r = second ? syscall(call, dir, first, other, second, flags) : syscall(call, dir, first, flags);
  int error = errno;
  if (r == 0) {
    size_t n = snprintf(both, sizeof both, "%s", from ? from : "") + 1;
    if (second) n += snprintf(both + n, sizeof both - n, "%s", to ? to : "") + 1;
    note_text(kind, 0, 0, 0, both, n - 1);
  }
  pthread_mutex_unlock(&mutex);
  errno = error;
  return r;
}
int rename(const char *from, const char *to) { return renamed(RENAME, AT_FDCWD, from, AT_FDCWD, to, SYS_renameat2, 0); }
int renameat(int d, const char *from, int e, const char *to) { return renamed(RENAME, d, from, e, to, SYS_renameat2, 0); }
int renameat2(int d, const char *from, int e, const char *to, unsigned flags) { return renamed(RENAME, d, from, e, to, SYS_renameat2, flags); }
int link(const char *from, const char *to) { return renamed(LINK, AT_FDCWD, from, AT_FDCWD, to, SYS_linkat, 0); }
int unlink(const char *path) { return renamed(UNLINK, AT_FDCWD, path, 0, NULL, SYS_unlinkat, 0); }
int unlinkat(int dir, const char *path, int flags) { return renamed(flags & AT_REMOVEDIR ? RMDIR : UNLINK, dir, path, 0, NULL, SYS_unlinkat, flags); }
/** As in libc, whose own call of unlink() would not come by here. */
int remove(const char *path) { int r = unlink(path); return r != 0 && errno == EISDIR ? rmdir(path) : r; }
int rmdir(const char *path) { return renamed(RMDIR, AT_FDCWD, path, 0, NULL, SYS_unlinkat, AT_REMOVEDIR); }
int mkdir(const char *path, mode_t mode) {
  if (no_room()) { char name[PATH_MAX]; if (inside(AT_FDCWD, path, name)) { errno = ENOSPC; return -1; } }
  return renamed(MKDIR, AT_FDCWD, path, 0, NULL, SYS_mkdirat, mode);
}
