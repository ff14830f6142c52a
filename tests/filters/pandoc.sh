#!/bin/sh
# pandoc.sh – each standard filter gives in pandoc what it gives in vade: the
# page is read by vade, the filter runs in both on the same JSON, and both
# results are shown by vade as native text. Prints what differs; exit status 1.
cd "$(dirname "$0")/../.." || exit 2
vade=${VADE:-build/vade}
command -v pandoc >/dev/null || { echo "skipped: no pandoc"; exit 0; }
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
failed=0
export LUA_PATH='filters/?.lua;;' # for require 'lib.block'

# Native text without layout. Pandoc 2.17 gives a Div that is empty a Plain.
native() {
	"$vade" convert -f json -t native "$@" 2>/dev/null |
		tr -d ' \n' | sed 's/\[Plain\[\]\]/[]/g; s/,/\n,/g'
}

for page in tests/golden/blocks/*.md; do
	name=$(basename "$page" .md)
	filter=filters/${name%%-*}.lua
	"$vade" convert -t json "$page" >"$dir/in" 2>/dev/null
	native --lua-filter "$filter" "$dir/in" >"$dir/ours"
	pandoc -f json -t json -L "$filter" "$dir/in" 2>/dev/null |
		native >"$dir/theirs"
	if [ ! -s "$dir/ours" ] ||
		! diff -u "$dir/theirs" "$dir/ours" >"$dir/diff"; then
		echo "$page: differs from pandoc"
		head -30 "$dir/diff"
		failed=1
	fi
done
exit $failed
