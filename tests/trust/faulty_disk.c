/* A disk that fails on demand: put before the C library, it stands between a program and its files.
 *
 * Only files whose path begins with the watched one are touched. Every call that changes such a
 * file, and that a fault of the mode can meet, is one point; at the chosen point the program is
 * killed or told that the call failed. With a log, each change is written down for the rebuilding
 * of disks after a power cut. With a chance of its own the same work leaves the same bytes, and
 * what was looked at once need not be looked at again.
 *
 *   faulty_arm(prefix, mode, at, forever, log)   mode: c count, k kill, f full, e input/output
 *                                                error, s short write and then full
 *   faulty_chance(seed)                          makes chance the same for each seed; 0 leaves it
 *                                                to the system
 *   faulty_points()                              how many points were passed since
 *   faulty_remark(text)                          writes a remark into the log, in its order
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static char watched[PATH_MAX];
static char mode = 'c';
static long at = 0, passed = 0;
static int forever = 0, log_to = -1;
static uint64_t chance = 0;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void faulty_arm(const char *prefix, char how, long point, int for_good, const char *log) {
    snprintf(watched, sizeof watched, "%s", prefix);
    mode = how;
    at = point;
    forever = for_good;
    passed = 0;
    log_to = -1;
    if (log && *log) {
        int made = REAL(open)(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        log_to = fcntl(made, F_DUPFD_CLOEXEC, 200);
        REAL(close)(made);
    }
}

long faulty_points(void) { return passed; }

void faulty_chance(uint64_t seed) { chance = seed; }

static int is_watched(const char *path) {
    return watched[0] && path && !strncmp(path, watched, strlen(watched));
}

static int path_of(int descriptor, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t size = readlink(link, path, PATH_MAX - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return 1;
}

enum call { CHANGES, NEEDS_ROOM, WRITES };

/* What happens at this point: 0 nothing, -1 half of it, else the error to report. */
static int fault(enum call call) {
    if ((mode == 'f' && call < NEEDS_ROOM) || (mode == 's' && call < WRITES)) return 0;
    passed++;
    if (mode == 'c' || passed < at || (!forever && passed != at)) return 0;
    if (mode == 'k') {
        kill(getpid(), SIGKILL);
        pause();
    }
    if (mode == 'e') return EIO;
    return mode == 's' ? -1 : ENOSPC;
}

struct entry {
    char op;
    uint32_t path_size;
    int64_t offset;
    uint64_t size;
} __attribute__((packed));

static void note(char op, const char *path, int64_t offset, const void *data, uint64_t size) {
    if (log_to < 0) return;
    struct entry entry = {op, (uint32_t)strlen(path), offset, size};
    ssize_t done = REAL(write)(log_to, &entry, sizeof entry);
    done += REAL(write)(log_to, path, entry.path_size);
    if (size) done += REAL(write)(log_to, data, size);
    (void)done;
}

void faulty_remark(const char *text) { note('A', "", 0, text, strlen(text)); }

static int failed(int error) {
    errno = error;
    return -1;
}

ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t offset) {
    char path[PATH_MAX];
    if (!path_of(descriptor, path) || !is_watched(path))
        return REAL(pwrite64)(descriptor, data, size, offset);
    int error = fault(WRITES);
    if (error > 0) return failed(error);
    size_t share = error < 0 ? size / 2 : size;
    ssize_t done = REAL(pwrite64)(descriptor, data, share, offset);
    if (done > 0) note('W', path, offset, data, done);
    return error < 0 ? failed(ENOSPC) : done;
}

ssize_t pwrite(int descriptor, const void *data, size_t size, off_t offset) {
    return pwrite64(descriptor, data, size, offset);
}

ssize_t write(int descriptor, const void *data, size_t size) {
    char path[PATH_MAX];
    if (descriptor == log_to || !path_of(descriptor, path) || !is_watched(path))
        return REAL(write)(descriptor, data, size);
    int error = fault(WRITES);
    if (error > 0) return failed(error);
    off64_t offset = lseek64(descriptor, 0, SEEK_CUR);
    ssize_t done = REAL(write)(descriptor, data, error < 0 ? size / 2 : size);
    if (done > 0) note('W', path, offset, data, done);
    return error < 0 ? failed(ENOSPC) : done;
}

int ftruncate64(int descriptor, off64_t size) {
    char path[PATH_MAX];
    if (!path_of(descriptor, path) || !is_watched(path)) return REAL(ftruncate64)(descriptor, size);
    int error = fault(CHANGES);
    if (error > 0) return failed(error);
    note('T', path, size, NULL, 0);
    return REAL(ftruncate64)(descriptor, size);
}

int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

static int synced(int descriptor, int (*real)(int)) {
    char path[PATH_MAX];
    struct stat about;
    if (!path_of(descriptor, path)) return real(descriptor);
    if (!fstat(descriptor, &about) && S_ISDIR(about.st_mode)) {
        int done = real(descriptor);
        note('D', path, 0, NULL, 0);
        return done;
    }
    if (!is_watched(path)) return real(descriptor);
    int error = fault(CHANGES);
    if (error > 0) return failed(error);
    int done = real(descriptor);
    note('S', path, 0, NULL, 0);
    return done;
}

int fsync(int descriptor) { return synced(descriptor, REAL(fsync)); }
int fdatasync(int descriptor) { return synced(descriptor, REAL(fdatasync)); }

int unlink(const char *path) {
    if (!is_watched(path)) return REAL(unlink)(path);
    int error = fault(CHANGES);
    if (error > 0) return failed(error);
    int done = REAL(unlink)(path);
    if (!done) note('U', path, 0, NULL, 0);
    return done;
}

int rename(const char *from, const char *to) {
    if (!is_watched(from) && !is_watched(to)) return REAL(rename)(from, to);
    int error = fault(CHANGES);
    if (error > 0) return failed(error);
    int done = REAL(rename)(from, to);
    if (!done) note('R', from, 0, to, strlen(to));
    return done;
}

int link(const char *from, const char *to) {
    if (!is_watched(from) && !is_watched(to)) return REAL(link)(from, to);
    int error = fault(NEEDS_ROOM);
    if (error) return failed(error);
    int done = REAL(link)(from, to);
    if (!done) note('L', from, 0, to, strlen(to));
    return done;
}

ssize_t getrandom(void *to, size_t size, unsigned flags) {
    if (!chance) return REAL(getrandom)(to, size, flags);
    for (size_t place = 0; place < size; place++) {
        chance = chance * 6364136223846793005u + 1442695040888963407u;
        ((unsigned char *)to)[place] = chance >> 56;
    }
    return size;
}

static int opened(const char *path, int flags, mode_t rights) {
    struct stat about;
    int is_new = 0;
    if (chance && !strcmp(path, "/dev/urandom")) path = "/dev/zero"; /* the mark of a journal */
    if ((flags & O_CREAT) && is_watched(path)) {
        is_new = stat(path, &about) != 0;
        int error = is_new ? fault(NEEDS_ROOM) : 0;
        if (error) return failed(error);
    }
    int descriptor = REAL(open64)(path, flags, rights);
    if (descriptor < 0) return descriptor;
    if (is_new) note('C', path, 0, NULL, 0);
    else if ((flags & O_TRUNC) && is_watched(path)) note('T', path, 0, NULL, 0);
    return descriptor;
}

#define RIGHTS                              \
    mode_t rights = 0;                      \
    if (flags & (O_CREAT | O_TMPFILE)) {    \
        va_list more;                       \
        va_start(more, flags);              \
        rights = va_arg(more, mode_t);      \
        va_end(more);                       \
    }

int open(const char *path, int flags, ...) {
    RIGHTS
    return opened(path, flags, rights);
}

int open64(const char *path, int flags, ...) {
    RIGHTS
    return opened(path, flags, rights);
}
