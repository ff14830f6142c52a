#!/bin/sh
# json-for-pandoc.sh – what `vade convert -t json` writes is read by Debian's
# pandoc, whole and unchanged, and can become a docx; where both know the same
# nodes (no figures before pandoc 3), native text is the same byte for byte.
cd "$(dirname "$0")/../.." || exit 2
vade=${VADE:-build/vade}
command -v pandoc >/dev/null || { echo "skipped: no pandoc"; exit 0; }
case $(pandoc --version | head -1) in
"pandoc 2."*) format=json ;;
*) format=json-1.23 ;;
esac
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
failed=0

wrong() {
	echo "$page: $1"
	failed=1
}

for page in tests/golden/writers/*.md manual/0*/*.md manual/w*/*.md; do
	"$vade" convert -q -t $format "$page" >"$dir/in.json" 2>/dev/null
	pandoc -f json -t docx -o "$dir/out.docx" "$dir/in.json" 2>"$dir/err" ||
		wrong "pandoc: $(head -1 "$dir/err")"
	pandoc -f json -t json "$dir/in.json" 2>/dev/null |
		"$vade" convert -q -f json -t $format 2>/dev/null |
		cmp -s - "$dir/in.json" || wrong "changed on the way"
	"$vade" convert -q -t native "$page" >"$dir/ours" 2>/dev/null
	grep -q Figure "$dir/ours" && continue
	pandoc -f json -t native "$dir/in.json" >"$dir/theirs"
	diff "$dir/ours" "$dir/theirs" >"$dir/diff" ||
		wrong "native differs: $(sed -n 2p "$dir/diff")"
done
exit $failed
