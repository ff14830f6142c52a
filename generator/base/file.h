/* file.h – the disk. Every function reports by its result and errno; it is the
 * caller who knows which diagnostic to write. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/base.h"

struct arena;

/* The whole file, in the arena, NUL-terminated; false with errno set. */
bool file_read(struct arena *a, struct str path, struct str *content);
bool file_exists(struct str path);
bool file_is_dir(struct str path);

enum file_result { FILE_SAME, FILE_WRITTEN, FILE_FAILED };
/* Writes the content to a temporary name beside the file and renames it, but
 * only where the file does not hold these bytes already. Folders on the way
 * are made. FILE_FAILED: errno is set and the old file is as it was. */
enum file_result file_put(struct str path, struct str content);
/* Whether the file holds just these bytes. False with errno ENOENT when there
 * is none. */
bool file_holds(struct str path, struct str content);
/* Writes the bytes to that name itself, making folders on the way. False with
 * errno set; what was written of it is removed. */
bool file_write(struct str path, struct str content);
/* As file_write, but leaves what is there alone: false, EEXIST. */
bool file_create(struct str path, struct str content);
/* Makes the folder and those on the way; true when it is there afterwards. */
bool file_make_dirs(struct str path);
/* Removes a file, or a folder that is empty. */
bool file_remove(struct str path);

struct file_list {
	struct str
	    *names; /* relative to the folder asked for, sorted by bytes */
	size_t count;
};
/* All regular files below a folder, at any depth; names that begin with a dot
 * are passed over. False with errno set when the folder cannot be read. */
bool file_list(struct arena *a, struct str dir, struct file_list *list);

#endif
