#!/bin/bash
# Whether XMPP servers take certificates as lint/judge/acceptance.c says: the
# Prosody and the ejabberd of Debian are started on this machine, an Edge's
# streams are opened to them with minted certificates, and their answers are
# compared with what the report says of that version.
#
# EDGELINT and FORGE name the programs; default: those of the plain build.
set -u
cd "$(dirname "$0")/.." || exit 1
edgelint=${EDGELINT:-build/edgelint}
forge=${FORGE:-build/test/forge}
partner=partner.example
python=/usr/bin/python3
status=0
pids=()

scratch=$(mktemp -d)

clean_up() {
	local pid
	for pid in "${pids[@]}"; do
		kill "$pid" 2>/dev/null
		for _ in {1..50}; do
			kill -0 "$pid" 2>/dev/null || break
			sleep 0.1
		done
		kill -KILL "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

# The lines of the result.
ok() { echo "ok - $1"; }
not_ok() {
	echo "not ok - $1"
	status=1
}

# --- certificates -------------------------------------------------------------

# mint NAME STATEMENT...: a certificate that is valid whenever this runs.
mint() {
	local name=$1
	shift
	{
		printf 'forge: %s\n' "$@"
		echo 'forge: not-before 2020-01-01T00:00:00Z'
		echo 'forge: not-after 2049-01-01T00:00:00Z'
	} >"$scratch/$name.case"
	"$forge" --pem "$scratch/$name.case" >"$scratch/$name.pem"
}

# ask NAME DOMAIN STATEMENT...: put it on the list of what the servers are
# asked.
ask() {
	local name=$1 domain=$2
	shift 2
	if ! mint "$name" "$@"; then
		not_ok "$name is minted"
		return
	fi
	cat "$scratch/$name.pem" "$scratch/issuer.pem" \
	    >"$scratch/$name.chain.pem"
	echo "$name $domain $scratch/$name.chain.pem" >>"$scratch/requests"
}

# try NAME DOMAIN STATEMENT...: an Edge certificate with these changes.
try() {
	local name=$1 domain=$2
	shift 2
	ask "$name" "$domain" 'base edge' 'subject CN=sip.example.net' "$@"
}

# The certificates of the coverage table, one way of matching or the other.
coverage() {
	local file name recipe
	for file in fixtures/coverage/*_strict.case; do
		name=$(basename "$file" _strict.case)
		mapfile -t recipe < <(sed -n 's/^forge: //p' "$file")
		ask "$name" \
		    "$(sed -n 's/^set: xmpp_domains=//p' "$file")" \
		    "${recipe[@]}"
	done
}

certificates() {
	mint issuer 'base issuer' && mint root 'base root' &&
	    mint server 'base edge' "san dns:$partner" || return 1
	cat "$scratch/root.pem" "$scratch/issuer.pem" >"$scratch/ca.pem"
	sed -n '/BEGIN/,$p' test/forge/keys/rsa-2048.pem >"$scratch/key.pem"
	cat "$scratch/server.pem" "$scratch/issuer.pem" \
	    >"$scratch/server-chain.pem"
	cat "$scratch/server-chain.pem" "$scratch/key.pem" \
	    >"$scratch/server-all.pem"
	coverage
	local d=contoso.com
	local sub=corp.contoso.com
	local dns_srv=1.3.6.1.5.5.7.8.7
	try wildcard $sub 'san dns:*.contoso.com'
	try wildcard_with_dot $sub 'san dns:*.contoso.com.'
	try wildcard_inside $sub 'san dns:corp.*.com'
	try second_of_three $d 'san dns:a.com dns:contoso.com dns:b.com'
	try srv_name_capitals $d 'san srv:_xmpp-server.Contoso.COM'
	try srv_name_utf8 $d 'san srv-utf8:_xmpp-server.contoso.com'
	try srv_name_printable $d "san other:$dns_srv:13:$(printf \
	    _xmpp-server.contoso.com | od -An -tx1 | tr -d ' \n')"
	try srv_name_tcp $d 'san srv:_xmpp-server._tcp.contoso.com'
	try srv_name_no_underscore $d 'san srv:xmpp-server.contoso.com'
	try srv_name_beside $d 'san srv:_imap.a.com dns:contoso.com'
	try xmpp_addr_capitals $d 'san xmpp:Contoso.COM'
	try xmpp_addr_ia5 $d 'san xmpp-ia5:contoso.com'
	try xmpp_addr_beside $d 'san dns:contoso.com xmpp:contoso.com'
	try xmpp_addr_before $d 'san xmpp:contoso.com dns:contoso.com'
	try xmpp_addr_of_another $d 'san dns:contoso.com xmpp:a.com'
	try xmpp_addr_dot $d 'san dns:contoso.com xmpp:a.com.'
	try xmpp_addr_label $d 'san dns:contoso.com xmpp:localhost'
	try xmpp_addr_ip $d 'san dns:contoso.com xmpp:192.0.2.1'
	try xmpp_addr_user $d 'san dns:contoso.com xmpp:alice@a.com'
	try xmpp_addr_resource $d 'san dns:contoso.com xmpp:a.com/edge'
	try xmpp_addr_asterisk $d 'san dns:contoso.com xmpp:*.a.com'
	try xmpp_addr_underscore $d 'san dns:contoso.com xmpp:a_b.com'
	try xmpp_addr_hyphen $d 'san dns:contoso.com xmpp:-a.com'
	try xmpp_addr_dots $d 'san dns:contoso.com xmpp:a..com'
	try xmpp_addr_ia5_beside $d 'san dns:contoso.com xmpp-ia5:a.com'
	try uri_beside $d 'san dns:contoso.com uri:sip:contoso.com'
	try upn_beside $d 'san dns:contoso.com upn:a@contoso.com'
	try cn_capitals $d 'subject CN=Contoso.COM' 'san none'
	try cn_capitals_beside $d 'subject CN=Contoso.COM' 'san dns:a.com'
	try cn_wildcard $sub 'subject CN=*.contoso.com' 'san none'
	try cn_wildcard_beside $sub 'subject CN=*.contoso.com' 'san dns:a.com'
	try cn_beside_ip $d 'subject CN=contoso.com' 'san ip:192.0.2.1'
	try cn_beside_email $d 'subject CN=contoso.com' 'san email:a@b.com'
	try cn_beside_upn $d 'subject CN=contoso.com' 'san upn:a@b.com'
	try cn_beside_uri $d 'subject CN=contoso.com' 'san uri:sip:a.com'
	try cn_beside_srv $d 'subject CN=contoso.com' 'san srv:_imap.a.com'
	try cn_beside_xmpp $d 'subject CN=contoso.com' 'san xmpp:a@a.com'
	try cn_first_of_two $d 'subject CN=contoso.com,CN=a.com' 'san none'
	try cn_second_of_two $d 'subject CN=a.com,CN=contoso.com' 'san none'
	try cn_bmp $d 'subject CN:bmp=contoso.com' 'san none'
	try cn_universal $d 'subject CN:universal=contoso.com' 'san none'
	try cn_teletex $d 'subject CN:teletex=contoso.com' 'san none'
	try cn_printable $d 'subject CN:printable=contoso.com' 'san none'
	try cn_ia5 $d 'subject CN:ia5=contoso.com' 'san none'
	try cn_with_dot $d 'subject CN=contoso.com.' 'san none'
	try empty_subject $d 'subject' 'san critical dns:contoso.com'
	try no_purposes $d 'san dns:contoso.com' 'eku none'
	try server_only $d 'san dns:contoso.com' 'eku server'
	try client_only $d 'san dns:contoso.com' 'eku client'
	try any_purpose $d 'san dns:contoso.com' 'eku any'
	try email_only $d 'san dns:contoso.com' 'eku email'
	try server_and_email $d 'san dns:contoso.com' 'eku server email'
	try no_key_usage $d 'san dns:contoso.com' 'ku none'
	try encipherment_only $d 'san dns:contoso.com' \
	    'ku critical keyEncipherment'
	try encipherment_not_critical $d 'san dns:contoso.com' \
	    'ku keyEncipherment'
	try encipherment_and_client $d 'san dns:contoso.com' \
	    'ku critical keyEncipherment' 'eku client'
	try encipherment_and_server $d 'san dns:contoso.com' \
	    'ku critical keyEncipherment' 'eku server'
	try signature_only $d 'san dns:contoso.com' \
	    'ku critical digitalSignature'
	try signature_and_client $d 'san dns:contoso.com' \
	    'ku critical digitalSignature' 'eku client'
	try agreement_only $d 'san dns:contoso.com' 'ku critical keyAgreement'
	try commitment_only $d 'san dns:contoso.com' \
	    'ku critical contentCommitment'
}

# --- servers ------------------------------------------------------------------

free_port() {
	"$python" -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# wait_for PORT PID: until somebody listens, or the process has ended.
wait_for() {
	for _ in {1..200}; do
		(: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
		kill -0 "$2" 2>/dev/null || return 1
		sleep 0.1
	done
	return 1
}

start_prosody() {
	local home=$scratch/prosody
	mkdir -p "$home/data"
	cat >"$home/prosody.cfg.lua" <<-EOF
	run_as_root = true
	pidfile = "$home/pid"
	data_path = "$home/data"
	certificates = "$home"
	log = { info = "$home/log" }
	modules_enabled = { "tls", "saslauth", "s2s" }
	modules_disabled = { "c2s", "posix", "dialback", "offline" }
	interfaces = { "127.0.0.1" }
	s2s_ports = { $1 }
	c2s_ports = { }
	s2s_require_encryption = true
	s2s_secure_auth = true
	ssl = {
		cafile = "$scratch/ca.pem";
		certificate = "$scratch/server-chain.pem";
		key = "$scratch/key.pem";
	}
	VirtualHost "$partner"
	EOF
	prosody --config "$home/prosody.cfg.lua" -F >"$home/out" 2>&1 &
}

start_ejabberd() {
	local home=$scratch/ejabberd
	mkdir -p "$home/mnesia"
	cat >"$home/ejabberd.yml" <<-EOF
	hosts: ["$partner"]
	loglevel: warning
	certfiles: ["$scratch/server-all.pem"]
	s2s_cafile: "$scratch/ca.pem"
	s2s_use_starttls: required
	auth_method: []
	modules: {}
	listen:
	  - port: $1
	    ip: "127.0.0.1"
	    module: ejabberd_s2s_in
	EOF
	HOME=$home ERL_LIBS=$(echo /usr/lib/*/ejabberd-*/.. | cut -d' ' -f1) \
	    EJABBERD_CONFIG_PATH=$home/ejabberd.yml \
	    EJABBERD_LOG_PATH=$home/log EJABBERD_PID_PATH=$home/pid \
	    ERL_CRASH_DUMP=/dev/null \
	    erl -noshell -noinput -mnesia dir "\"$home/mnesia\"" -s ejabberd \
	    >"$home/out" 2>&1 &
}

# --- answers ------------------------------------------------------------------

# What the report says of the version that was tested: NAME yes, no or null.
expected() {
	local name domain
	while read -r name domain _; do
		"$edgelint" check "$scratch/$name.pem" --format json \
		    --access-edge sip.example.net \
		    --web-conferencing sip.example.net \
		    --sip-domain example.net --xmpp-domain "$domain" |
		    "$python" -c 'import json, sys
name, by = sys.argv[1:]
row = [a for a in json.load(sys.stdin)["results"][0]["xmpp"][0]["accepted_by"]
       if a["by"] == by and a["basis"] == "tested"][0]
print(name, {True: "yes", False: "no", None: "null"}[row["edge_opens"]])' \
		    "$name" "$1"
	done <"$scratch/requests"
}

# compare SERVER: a line for each certificate.
compare() {
	local name answer reason wanted
	while read -r name answer reason; do
		wanted=$(sed -n "s/^$name //p" "$scratch/$1.expected")
		if [ "$answer" = "$wanted" ]; then
			ok "$1 says $answer to $name"
		else
			echo "# $1 says $answer $reason, the report $wanted"
			not_ok "$1 and the report agree on $name"
		fi
	done <"$scratch/$1.answers"
	if [ "$(wc -l <"$scratch/$1.answers")" = \
	    "$(wc -l <"$scratch/requests")" ]; then
		ok "$1 was asked about every certificate"
	else
		not_ok "$1 was asked about every certificate"
	fi
}

# judge SERVER VERSION: start it, ask it, compare.
judge() {
	local port pid version
	version=$(dpkg-query -W -f '${Version}' "$1" 2>/dev/null)
	if [[ $version != "$2"-* ]]; then
		echo "# installed: ${version:-nothing}"
		not_ok "$1 $2 is installed"
		return
	fi
	port=$(free_port)
	"start_$1" "$port"
	pid=$!
	pids+=("$pid")
	if ! wait_for "$port" "$pid"; then
		tail -n 20 "$scratch/$1/out" "$scratch/$1/log" 2>/dev/null |
		    sed 's/^/# /'
		not_ok "$1 starts"
		return
	fi
	"$python" test/s2s_stream.py "$port" "$partner" "$scratch/key.pem" \
	    <"$scratch/requests" >"$scratch/$1.answers"
	expected "$1" >"$scratch/$1.expected"
	compare "$1"
}

if certificates && [ -s "$scratch/requests" ]; then
	judge prosody 0.12.3
	judge ejabberd 23.01
else
	not_ok 'the certificates are minted'
fi
exit $status
