#!/bin/bash
# The README's examples for CI: each is read by what others wrote to read such
# files, and what it runs is run, in a repository as the README describes it.
#
# EDGELINT names the program; default: build/edgelint.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
program=$(realpath "${EDGELINT:-build/edgelint}")
export LC_ALL=C.UTF-8
unset NO_COLOR TERM
. "$root/test/checks.sh"

bash test/npm.sh || { echo "not ok - npm packages"; exit 1; }
packages=$root/build/npm/node_modules

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/bin" "$scratch/repository/certs"
ln -s "$program" "$scratch/bin/edgelint"
export PATH=$scratch/bin:$PATH
export HOME=$scratch PRE_COMMIT_HOME=$scratch/pre-commit
cd "$scratch/repository" || exit 1
cp "$root"/fixtures/sample/{edge,renewed}.pem \
    "$root/fixtures/sample/contoso.json" certs
git init -q -b main .
git config user.name Example
git config user.email example@contoso.com

# example NAME: the block of the README whose first line names this file.
example() {
	awk -v name="$1" '
		/^```/ { inside = !inside; first = inside; shown = 0; next }
		inside && first { first = 0; shown = $2 == name; next }
		inside && shown { print }
	' "$root/README.md"
}

# lines FILE PATH...: the string at a place of a YAML file.
value() {
	/usr/bin/python3 -c '
import sys, yaml
value = yaml.safe_load(open(sys.argv[1]))
for key in sys.argv[2:]:
    value = value[int(key) if isinstance(value, list) else key]
print(value)' "$@"
}

# runs NAME STATUS COMMAND: a command of an example, as a shell runs it.
runs() {
	bash -ec "$3" >out 2>err
	ok "$1: the command ends with $2" [ "$?" = "$2" ]
}

# --- make install ------------------------------------------------------------

image=$scratch/image
place() {
	make -C "$root" --no-print-directory -s "$1" DESTDIR="$image" PREFIX=/usr
}
placed() {
	find "$image" -type f -printf '%m %P\n' | sort
}
place install
ok "make install: program, manual page and completion" diff <(placed) - <<'LIST'
644 usr/share/bash-completion/completions/edgelint
644 usr/share/man/man1/edgelint.1
755 usr/bin/edgelint
LIST
ok "... the program runs" grep -q "^edgelint " \
    <("$image/usr/bin/edgelint" --version)
ok "... the page is what help says" cmp "$image/usr/share/man/man1/edgelint.1" \
    <("$program" help --man)
ok "... bash reads the completion" bash -n \
    "$image/usr/share/bash-completion/completions/edgelint"
place uninstall
ok "make uninstall: nothing stays" [ -z "$(placed)" ]

# --- GitHub Actions ----------------------------------------------------------

mkdir -p .github/workflows
workflow=.github/workflows/edge-certificates.yml
example $workflow >$workflow
# Its status is 0 whatever it finds.
validate() {
	node "$packages/@action-validator/cli/cli.mjs" "$1" 2>&1
}
ok "GitHub: the workflow is one" [ -z "$(validate $workflow)" ]
sed 's/runs-on/run-on/' $workflow >broken.yml
ok "GitHub: what is none is refused" \
    grep -q "Additional property 'run-on'" <(validate broken.yml)
# The runner makes the file; a step writes into it.
export GITHUB_STEP_SUMMARY=$scratch/summary
: >"$GITHUB_STEP_SUMMARY"
runs GitHub 1 "$(value $workflow jobs edgelint steps 1 run)"
ok "GitHub: there are annotations" grep -q '^::error file=certs/edge\.pem,' out
ok "GitHub: there is the summary of the job" \
    grep -q '^| FAIL | `certs/edge\.pem`' "$GITHUB_STEP_SUMMARY"
ok "GitHub: there is the file that is uploaded" [ -s "$(value $workflow \
    jobs edgelint steps 2 with sarif_file)" ]

# --- GitLab --------------------------------------------------------------------

example .gitlab-ci.yml >.gitlab-ci.yml
git add certs .gitlab-ci.yml
git commit -qm certificates
git remote add origin https://git.example.com/contoso/edge.git
gitlab() {
	node "$packages/gitlab-ci-local/src/index.js" "$@" </dev/null
}
# It runs the job as GitLab would: with a shell, and the job's own files.
gitlab edge-certificates >out 2>&1
ok "GitLab: the job fails" [ "$?" != 0 ]
ok "GitLab: ... since the certificate does" grep -q \
    'FAIL  certs/edge\.pem: 2 errors' out
for report in codequality junit; do
	file=$(value .gitlab-ci.yml edge-certificates artifacts reports $report)
	runs "GitLab, $report" 1 "$(value .gitlab-ci.yml edge-certificates \
	    script 0)"
	ok "GitLab: there is the report $report" [ -s "$file" ]
done
sed 's/script:/scripts:/' .gitlab-ci.yml >broken.yml
gitlab --file broken.yml --list >out 2>&1
ok "GitLab: a job without a script is refused" [ "$?" != 0 ]

# --- Jenkins ---------------------------------------------------------------------

example Jenkinsfile >Jenkinsfile
runs Jenkins 1 "$(sed -n "s/^ *sh '\(.*\)'$/\1/p" Jenkinsfile)"
for file in $(grep -o "junit '[^']*'\|pattern: '[^']*'" Jenkinsfile |
    cut -d"'" -f2); do
	ok "Jenkins: there is $file" [ -s "$file" ]
done

# --- pre-commit --------------------------------------------------------------------

ok "pre-commit: the hook is one" pre-commit validate-manifest \
    "$root/.pre-commit-hooks.yaml"
# The repository of the example is this one, as it stands.
mkdir hooks
cp "$root/.pre-commit-hooks.yaml" hooks
git -C hooks init -q -b main
git -C hooks add .pre-commit-hooks.yaml
git -C hooks -c user.name=E -c user.email=e@contoso.com commit -qm hooks
example .pre-commit-config.yaml |
    sed "s|https://git.example.com/edgelint|$PWD/hooks|; s|rev: main|rev: $(
	git -C hooks rev-parse HEAD)|" >.pre-commit-config.yaml
git add .pre-commit-config.yaml
ok "pre-commit: the configuration is one" pre-commit validate-config
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 \
    -out certs/edge-key.pem
git add certs/edge-key.pem
pre-commit run >out 2>&1
ok "pre-commit: a key alone is no mistake" [ "$?" = 0 ]
ok "pre-commit: ... and the hook has run" grep -q 'Edge certificates.*Passed' \
    out
cp certs/edge.pem certs/next.pem
git add certs/next.pem
pre-commit run >out 2>&1
ok "pre-commit: a certificate that fails stops the commit" [ "$?" = 1 ]
ok "pre-commit: ... and says why" grep -q 'edge\.san\.order' out

# --- Prometheus --------------------------------------------------------------------

# The example's folders are in the scratch folder.
units=/etc/systemd/system
mkdir -p "$scratch/etc/edgelint" "$scratch/var/lib/prometheus/node-exporter"
cp certs/*.pem certs/contoso.json "$scratch/etc/edgelint"
rm "$scratch/etc/edgelint/edge-key.pem"
here() {
	sed "s|/usr/local/bin/|$scratch/bin/|g; s|/etc/|$scratch/etc/|g
		s|/var/|$scratch/var/|g"
}
command=$(example $units/edgelint.service | sed -n 's/^ExecStart=//p' | here)
runs Prometheus 1 "$command"
metrics=$scratch/var/lib/prometheus/node-exporter/edgelint.prom
ok "Prometheus: there is the file that is collected" [ -s "$metrics" ]
ok "Prometheus: promtool takes it" promtool check metrics <"$metrics"
ok "Prometheus: the service counts findings as no failure" \
    grep -q '^SuccessExitStatus=1' <(example $units/edgelint.service)
verify() {
	mkdir -p units
	example $units/edgelint.service | here >units/edgelint.service
	example $units/edgelint.timer >units/edgelint.timer
	[ -z "$(systemd-analyze verify units/edgelint.* 2>&1 |
	    grep -F "units/edgelint.")" ]
}
ok "Prometheus: service and timer are units" verify
example /etc/prometheus/rules/edgelint.yml | here >edgelint.yml
ok "Prometheus: the rules are some" promtool check rules edgelint.yml
# The metrics as series; and one certificate that ends in ten days.
{
	printf 'rule_files: [edgelint.yml]\ntests:\n  - input_series:\n'
	grep -v '^#' "$metrics" | grep -v '^x509' |
	    sed "s/^\(.*\) \([0-9]*\)$/      - { series: '\1', values: '\2' }/"
	cat <<-END
	      - series: 'x509_cert_not_after{source="$scratch/etc/edgelint/a.pem"}'
	        values: '864000'
	    alert_rule_test:
	      - alertname: EdgeCertificateFails
	        eval_time: 0
	        exp_alerts:
	END
	for name in edge next; do
		labels=$(sed -n "s|^edgelint_cert_verdict{\(.*/$name\.pem.*\)} 2$|\1|p" \
		    "$metrics" | sed 's/="/: "/g')
		cat <<-END
		          - exp_labels: { $labels }
		            exp_annotations:
		              summary: "$scratch/etc/edgelint/$name.pem: the Edge
		                certificate has not passed"
		END
	done
	cat <<-END
	      - alertname: EdgeCertificateEnds
	        eval_time: 0
	        exp_alerts:
	          - exp_labels: { source: "$scratch/etc/edgelint/a.pem" }
	            exp_annotations: { summary: " ends in 10d 0h 0m 0s" }
	      - { alertname: EdgeCertificatesNotJudged, eval_time: 0 }
	  - alert_rule_test:
	      - alertname: EdgeCertificatesNotJudged
	        eval_time: 0
	        exp_alerts:
	          - exp_annotations:
	              summary: "edgelint has judged nothing for two days"
	END
} | sed 's/\t/        /g' >alerts.yml
alerts() {
	promtool test rules alerts.yml >out 2>&1 || {
		sed 's/^/# /' out
		return 1
	}
}
ok "Prometheus: the alerts are raised, and no others" alerts

# --- Nagios ------------------------------------------------------------------------

# A macro is replaced by what the service passes on.
example /etc/nagios4/conf.d/edgelint.cfg | here >edgelint.cfg
IFS='!' read -r command file profile < <(sed -n \
    's/^ *check_command *//p' edgelint.cfg)
ok "Nagios: the service has the command" grep -q "command_name *$command\$" \
    edgelint.cfg
command=$(sed -n 's/^ *command_line *//p' edgelint.cfg)
command=${command/\$ARG1\$/$file}
command=${command/\$ARG2\$/$profile}
runs Nagios 2 "$command"
ok "Nagios: ... and the status line says why" grep -q \
    '^EDGELINT CRITICAL - sip\.contoso\.com: 2 errors' out
runs Nagios 0 "${command/edge.pem/renewed.pem}"
runs Nagios 3 "${command/edge.pem/nowhere.pem}"

# --- Icinga ------------------------------------------------------------------------

# What it brings itself; the template is that of its own conf.d.
example /etc/icinga2/conf.d/edgelint.conf | here >edgelint.conf
cat >icinga.conf <<'END'
include <itl>
template Service "generic-service" { max_check_attempts = 3 }
object Host "edge" { check_command = "dummy" }
include "edgelint.conf"
END
# As whoever runs the tests, and with what it writes in the scratch folder.
icinga() {
	ICINGA2_USER=$(id -un) ICINGA2_GROUP=$(id -gn) icinga2 daemon -C \
	    -c "$PWD/icinga.conf" -D "CacheDir=$scratch" \
	    -D "DataDir=$scratch" >out 2>&1 &&
	    grep -q 'Instantiated 1 Service\.' out && return
	sed 's/^/# /' out
	return 1
}
ok "Icinga: the configuration is read, and the host has its service" icinga

# The words of the command, with the variables of the service in them.
command=$(/usr/bin/python3 - edgelint.conf <<'CODE'
import re, shlex, sys
text = open(sys.argv[1]).read()
variables = dict(re.findall(r'vars\.(\w+) = "(.*)"', text))
words = re.findall(r'"(.*?)"', re.search(r"command = \[(.*?)\]", text, re.S)[1])
print(shlex.join(re.sub(r"\$(\w+)\$", lambda m: variables[m[1]], word)
    for word in words))
CODE
)
runs Icinga 2 "$command"
ok "Icinga: ... and the status line says why" grep -q \
    '^EDGELINT CRITICAL - sip\.contoso\.com: 2 errors' out

[ "$failures" = 0 ]
