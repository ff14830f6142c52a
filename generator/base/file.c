/* file.c – the disk. Writing goes through a temporary file beside the target
 * and a rename, so that a reader sees the old file or the new one, whole. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/path.h"

enum { PATH_ROOM = 4096 };

/* The path as a C string; false (ENAMETOOLONG) when it does not fit. */
static bool
cpath(char room[PATH_ROOM], struct str path)
{
	if (path.n >= PATH_ROOM) {
		errno = ENAMETOOLONG;
		return false;
	}
	if (path.n)
		memcpy(room, path.p, path.n);
	room[path.n] = '\0';
	return true;
}

static bool
stat_of(struct str path, struct stat *st)
{
	char name[PATH_ROOM];

	return cpath(name, path) && stat(name, st) == 0;
}

bool
file_exists(struct str path)
{
	struct stat st;

	return stat_of(path, &st) && S_ISREG(st.st_mode);
}

bool
file_is_dir(struct str path)
{
	struct stat st;

	return stat_of(path, &st) && S_ISDIR(st.st_mode);
}

/* Reads until the end or until the room is full. */
static ssize_t
read_all(int fd, char *p, size_t room)
{
	size_t n = 0;

	while (n < room) {
		ssize_t got = read(fd, p + n, room - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

bool
file_read(struct arena *a, struct str path, struct str *content)
{
	char name[PATH_ROOM];
	struct stat st;
	ssize_t n = -1;
	char *p = NULL;
	int fd, why;

	if (!cpath(name, path))
		return false;
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		p = arena_alloc(a, (size_t)st.st_size + 1);
		n = read_all(fd, p, (size_t)st.st_size);
	} else {
		errno = EISDIR;
	}
	why = errno;
	close(fd);
	errno = why;
	if (n < 0)
		return false;
	*content = (struct str){p, (size_t)n};
	return true;
}

bool
file_make_dirs(struct str path)
{
	char name[PATH_ROOM];

	if (!cpath(name, path))
		return false;
	for (size_t i = 1; i <= path.n; i++) {
		if (i < path.n && name[i] != '/')
			continue;
		name[i] = '\0';
		if (mkdir(name, 0777) != 0 && errno != EEXIST)
			return false;
		name[i] = i < path.n ? '/' : '\0';
	}
	return file_is_dir(path);
}

/* Whether the file holds just these bytes. Compared piece by piece: no second
 * copy of the content in memory. */
static bool
holds(const char *name, struct str content)
{
	char piece[16384];
	size_t at = 0;
	struct stat st;
	bool same;
	int fd = open(name, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	same = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	       (size_t)st.st_size == content.n;
	while (same && at < content.n) {
		ssize_t got = read_all(fd, piece, sizeof piece);

		same = got > 0 && (size_t)got <= content.n - at &&
		       memcmp(piece, content.p + at, (size_t)got) == 0;
		at += got > 0 ? (size_t)got : 0;
	}
	close(fd);
	return same;
}

static bool
write_all(int fd, struct str content)
{
	size_t at = 0;

	while (at < content.n) {
		ssize_t put = write(fd, content.p + at, content.n - at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		at += (size_t)put;
	}
	return true;
}

/* Opens the file for writing, making the folders on the way if they lack. What
 * is done with a file that is there, `how` says: O_TRUNC or O_EXCL. */
static int
open_new(const char *name, struct str path, int how)
{
	int flags = O_WRONLY | O_CREAT | how | O_CLOEXEC;
	int fd = open(name, flags, 0666);

	if (fd < 0 && errno == ENOENT && file_make_dirs(path_dir(path)))
		fd = open(name, flags, 0666);
	return fd;
}

bool
file_holds(struct str path, struct str content)
{
	char name[PATH_ROOM];

	errno = 0;
	return cpath(name, path) && holds(name, content);
}

static bool
write_file(struct str path, struct str content, int how)
{
	char name[PATH_ROOM];
	int fd, why;
	bool ok;

	if (!cpath(name, path))
		return false;
	fd = open_new(name, path, how);
	if (fd < 0)
		return false;
	ok = write_all(fd, content);
	why = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		why = errno;
	}
	if (!ok)
		unlink(name);
	errno = why;
	return ok;
}

bool
file_write(struct str path, struct str content)
{
	return write_file(path, content, O_TRUNC);
}

bool
file_create(struct str path, struct str content)
{
	return write_file(path, content, O_EXCL);
}

enum file_result
file_put(struct str path, struct str content)
{
	char name[PATH_ROOM], beside[PATH_ROOM + 32];
	int why;

	if (!cpath(name, path))
		return FILE_FAILED;
	if (holds(name, content))
		return FILE_SAME;
	snprintf(beside, sizeof beside, "%s.%ld.tmp", name, (long)getpid());
	if (!file_write(str_of(beside), content))
		return FILE_FAILED;
	if (rename(beside, name) == 0)
		return FILE_WRITTEN;
	why = errno;
	unlink(beside);
	errno = why;
	return FILE_FAILED;
}

bool
file_remove(struct str path)
{
	char name[PATH_ROOM];

	return cpath(name, path) && remove(name) == 0;
}

/* -- listing ------------------------------------------------------------- */

struct names {
	struct str *items;
	size_t count, cap;
};

static int
by_bytes(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* What readdir says, or what stat says where the file system does not. */
static bool
entry_is_dir(const struct dirent *e, struct str full)
{
	if (e->d_type == DT_DIR)
		return true;
	return (e->d_type == DT_UNKNOWN || e->d_type == DT_LNK) &&
	       file_is_dir(full);
}

/* Lists one folder into `files` (plain files) and `dirs` (to be visited). */
static bool
list_one(struct arena *a, struct str root, struct str sub, struct names *files,
	 struct names *dirs)
{
	char name[PATH_ROOM];
	DIR *dir;

	if (!cpath(name, sub.n ? path_join(a, root, sub) : root))
		return false;
	dir = opendir(name);
	if (!dir)
		return false;
	for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
		struct str base = str_of(e->d_name), rel;
		struct names *to;

		if (base.p[0] == '.')
			continue;
		rel = sub.n ? path_join(a, sub, base) : arena_str(a, base);
		to = entry_is_dir(e, path_join(a, root, rel)) ? dirs : files;
		to->items = arena_room(a, to->items, to->count, &to->cap,
				       sizeof *to->items);
		to->items[to->count++] = rel;
	}
	closedir(dir);
	return true;
}

bool
file_list(struct arena *a, struct str dir, struct file_list *list)
{
	struct names files = {0}, dirs = {0};

	if (!list_one(a, dir, STR_NONE, &files, &dirs))
		return false;
	for (size_t i = 0; i < dirs.count; i++)
		if (!list_one(a, dir, dirs.items[i], &files, &dirs))
			return false;
	if (files.count)
		qsort(files.items, files.count, sizeof *files.items, by_bytes);
	*list = (struct file_list){files.items, files.count};
	return true;
}
