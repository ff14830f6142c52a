/* path.h – names of files as text. Nothing here touches the disk. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/base.h"

struct arena;

/* `name` seen from the folder `dir`; an absolute name stays as it is. The
 * result is clean (see path_clean). */
struct str path_join(struct arena *a, struct str dir, struct str name);
/* Without ".", "..", "//" where that is possible; "." for nothing. */
struct str path_clean(struct arena *a, struct str path);
/* How to write `target` in a link that stands in the file `from`; both are
 * clean and relative to the same root: ("a/b.html", "c.html") → "../c.html". */
struct str path_relative(struct arena *a, struct str from, struct str target);
/* The folder of a file name, "." when it has none; no copy is made. */
struct str path_dir(struct str path);
/* The last part of the name; no copy is made. */
struct str path_base(struct str path);
/* The ending after the last dot of the last part, without the dot. */
struct str path_extension(struct str path);
/* The name with its ending replaced: ("a/b.md", ".html") → "a/b.html". */
struct str path_with_suffix(struct arena *a, struct str path,
			    struct str suffix);
/* The name as it is written in a URL, "a%20b", back to what it is: "a b". What
 * is no pair of hex digits stays. */
struct str path_decode(struct arena *a, struct str url);
bool path_is_absolute(struct str path);
/* Whether a clean relative name stays below its root (does not begin with
 * ".." and is not absolute). */
bool path_is_inside(struct str path);

#endif
