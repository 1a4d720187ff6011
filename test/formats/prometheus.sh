#!/bin/bash
# Metrics as Prometheus' own tool reads them, and against the JSON reports of
# the same runs.
set -u
status=0
wrong=
for file in "$@"; do
	if ! out=$(promtool check metrics <"$file" 2>&1) || [ -n "$out" ]; then
		echo "$out" | head -n 10 | sed "s|^|# ${file##*/}: |"
		wrong=1
	fi
done
if [ -z "$wrong" ]; then
	echo "ok - prometheus: promtool takes all reports"
else
	echo "not ok - prometheus: promtool takes all reports"
	status=1
fi
if sed 's/serial="/serial=""/' "$1" | promtool check metrics >/dev/null 2>&1
then
	echo "not ok - prometheus: promtool refuses a label that ends too early"
	status=1
else
	echo "ok - prometheus: promtool refuses a label that ends too early"
fi
/usr/bin/python3 test/formats/metrics.py "$@" || status=1
exit $status
