#!/bin/sh
# The filters of pandoc/ in vade and in Debian's pandoc.
command -v pandoc >/dev/null || { echo "skipped: no pandoc"; exit 0; }
exec python3 tests/filter/pandoc/compare
