#!/bin/bash
# Code Quality reports by the types of Code Climate's specification, which
# GitLab's format is a part of, and by the rules of GitLab's manual.
set -u
bash test/npm.sh || { echo "not ok - npm packages"; exit 1; }
typed=build/npm/typed
rm -rf "$typed"
mkdir -p "$typed"
# typed FILE: a report as a value that has to have the type.
typed() {
	echo "import type { Issue } from 'codeclimate-types'"
	printf 'export const report: Issue[] = '
	cat "$1"
}
for file in "$@"; do
	name=${file##*/}
	typed "$file" >"$typed/${name%.*}.ts"
done
tsc() {
	node build/npm/node_modules/typescript/bin/tsc --noEmit --strict \
	    --target es2020 --lib es5 --skipLibCheck \
	    --moduleResolution node "$@"
}
status=0
if out=$(tsc "$typed"/*.ts); then
	echo "ok - gitlab: all reports have Code Climate's types"
else
	echo "$out" | cut -c -300 | head -n 10 | sed 's/^/# /'
	echo "not ok - gitlab: all reports have Code Climate's types"
	status=1
fi
sed 's/"check_name":/"checkname":/' "$typed/fail.ts" >"$typed/broken.ts"
if tsc "$typed/broken.ts" >/dev/null; then
	echo "not ok - gitlab: the types refuse what is wrong"
	status=1
else
	echo "ok - gitlab: the types refuse what is wrong"
fi
/usr/bin/python3 test/formats/gitlab.py "$@" || status=1
exit $status
