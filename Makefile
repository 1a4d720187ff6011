# edgelint: `make` builds, `make help` lists the rest.

VERSION = 0.1.0

CC ?= cc
# A build under sanitizers: make SAN=address,undefined
SAN ?=
# Each compiler and sanitizer has a folder of its own; the plain build is in
# build/ itself.
VARIANT ?= $(if $(SAN),$(if $(filter thread,$(SAN)),/tsan,/san))$(if $(findstring clang,$(CC)),/clang)
B = build$(VARIANT)

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wundef -Wpointer-arith -Wcast-qual \
	-Wwrite-strings
OPTIMIZE ?= -O2
HARDEN = -fstack-protector-strong -fPIE $(if $(SAN),,-D_FORTIFY_SOURCE=2)
SANITIZE = $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer)
CPPFLAGS_ALL = -D_POSIX_C_SOURCE=200809L -DEDGELINT_VERSION='"$(VERSION)"' \
	$(CPPFLAGS)
CFLAGS_ALL = -std=c17 -pthread $(OPTIMIZE) -g $(WARN) $(HARDEN) $(SANITIZE) \
	-ffile-prefix-map=$(CURDIR)=. $(CFLAGS)
# Packed, the places of the rule tables that hold an address are a twentieth of
# the size, and none of it has to be read beside them.
LDFLAGS_ALL = -pie -pthread -Wl,-z,relro,-z,now,-z,pack-relative-relocs \
	$(SANITIZE) $(LDFLAGS)
# mbedTLS, nettle and expat statically (it halves the start-up time); Debian
# has no static cJSON.
LIBS ?= -l:libmbedx509.a -l:libmbedcrypto.a -l:libnettle.a -l:libexpat.a \
	-lcjson

LIB_SRC = $(wildcard lint/base/*.c lint/input/*.c lint/view/*.c \
	lint/judge/*.c lint/import/*.c lint/report/*.c lint/run/*.c rules/*.c)
CLI_SRC = $(wildcard lint/cli/*.c)
LIB_OBJ = $(LIB_SRC:%.c=$B/obj/%.o)
CLI_OBJ = $(CLI_SRC:%.c=$B/obj/%.o)
SCHEMAS = $(wildcard lint/report/*.schema.json)
SCHEMA_HEADERS = $(SCHEMAS:lint/report/%.schema.json=$B/gen/%.schema.h)

.PHONY: all
all: $B/edgelint

# --- what is needed --------------------------------------------------------

BUILD_PACKAGES = gcc make libc6-dev libmbedtls-dev nettle-dev \
	libcjson-dev libexpat1-dev
TEST_PACKAGES = clang libclang-rt-14-dev valgrind python3 \
	python3-jsonschema python3-icalendar openssl libssl-dev gnutls-bin ca-certificates \
	libxml2-utils python3-yaml pre-commit git rsync parallel jq \
	chromium cmark-gfm systemd monitoring-plugins-basic libmonitoring-plugin-perl \
	$(NODE_PACKAGES) $(SERVER_PACKAGES)
# Where there is a Node.js already it may not be Debian's, and goes with none.
NODE_PACKAGES = $(if $(shell command -v npm),,nodejs npm)
# Packages that bring a server: XMPP servers that test/servers.sh asks and starts
# itself; of Prometheus only promtool is run, of Icinga what checks its files.
SERVER_PACKAGES = prosody ejabberd prometheus icinga2

# install PACKAGES: those that are missing, from Debian, with sudo if needed.
# No server among them is started, now or with the machine.
define install
	@missing=; for p in $(1); do \
		dpkg-query -W -f '$${Status}' $$p 2>/dev/null | \
		grep -q 'ok installed' || missing="$$missing $$p"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "installing:$$missing"; \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		policy=/usr/sbin/policy-rc.d; made=; \
		[ -e $$policy ] || { made=$$policy; \
			printf '#!/bin/sh\nexit 101\n' | \
			$$sudo tee $$policy >/dev/null; \
			$$sudo chmod 755 $$policy; }; \
		$$sudo apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq \
			--no-install-recommends $$missing >/dev/null; \
		status=$$?; \
		[ -z "$$made" ] || $$sudo rm -f $$made; \
		for p in $(SERVER_PACKAGES); do \
			case "$$missing " in *" $$p "*) \
				$$sudo systemctl disable $$p \
				>/dev/null 2>&1;; esac; \
		done; \
		exit $$status; \
	fi
endef

.PHONY: deps deps-test
deps:
	$(call install,$(BUILD_PACKAGES))
deps-test: deps
	$(call install,$(TEST_PACKAGES))

# Says which package is missing rather than which header.
$B/.libraries:
	@mkdir -p $B
	@command -v $(firstword $(CC)) >/dev/null || { \
		echo "missing: the compiler $(firstword $(CC));" \
		    "'make deps' installs gcc" >&2; exit 1; }
	@missing=; \
	for pair in mbedtls/asn1.h:libmbedtls-dev cjson/cJSON.h:libcjson-dev \
	    nettle/arctwo.h:nettle-dev expat.h:libexpat1-dev; \
	do \
		echo "#include <$${pair%%:*}>" | \
		$(CC) -E - >/dev/null 2>&1 || missing="$$missing $${pair##*:}"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "missing:$$missing; 'make deps' installs it" >&2; exit 1; \
	fi
	@touch $@

# --- the program and its library -------------------------------------------

$B/edgelint: $(CLI_OBJ) $B/libedgelint.a
	$(CC) $(LDFLAGS_ALL) -o $@ $(CLI_OBJ) $B/libedgelint.a $(LIBS)

$B/libedgelint.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $(LIB_OBJ)

# A folder sees only what it may: rules see the contract, and nothing else.
INCLUDES = -Iinclude -Ilint
$B/obj/rules/%.o: INCLUDES = -Iinclude
$B/obj/lint/judge/%.o: INCLUDES = -Iinclude -Ilint -Irules
$B/obj/lint/report/%.o: INCLUDES = -Iinclude -Ilint -I$B/gen
$B/obj/lint/cli/%.o: INCLUDES = -Iinclude -Ilint -I$B/gen

$B/obj/%.o: %.c $B/.libraries
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(INCLUDES) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(CLI_OBJ): $(SCHEMA_HEADERS)

# A file as the lines of a C array.
define as_array
	@mkdir -p $(@D)
	@sed -e '$(UNINDENT)' -e 's/\\/\\\\/g; s/"/\\"/g; s/^/"/; s/$$/\\n",/' $< > $@
endef

$B/gen/%.schema.h: lint/report/%.schema.json
	$(as_array)

# A page holds no control character but the end of a line.
$B/gen/%.css.h: UNINDENT = s/^\t*//
$B/gen/%.css.h: lint/report/%.css
	$(as_array)
$B/obj/lint/report/html_page.o: $B/gen/html.css.h

# --- trying it --------------------------------------------------------------

CERT ?= fixtures/sample/edge.pem
PROFILE ?= fixtures/sample/contoso.json

.PHONY: demo
demo: deps
	@$(MAKE) --no-print-directory -s all
	@$B/edgelint check "$(CERT)" --profile "$(PROFILE)" $(ARGS) || \
		{ s=$$?; [ $$s = 1 ] || exit $$s; }

# --- tests -------------------------------------------------------------------

TEST_OBJ = $(patsubst %.c,$B/obj/%.o,$(wildcard test/test_*.c)) \
	$B/obj/test/unit.o
FORGE_OBJ = $(patsubst %.c,$B/obj/%.o,$(wildcard test/forge/*.c))
CASES_OBJ = $(patsubst %.c,$B/obj/%.o,$(wildcard test/cases/*.c))
COMPARE_OBJ = $(patsubst %.c,$B/obj/%.o,$(wildcard test/compare/*.c))

$B/test/unit: $(TEST_OBJ) $B/libedgelint.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)
$B/test/forge: $(FORGE_OBJ) $B/libedgelint.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)
$B/test/cases: $(CASES_OBJ) $B/libedgelint.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)
$B/test/compare: $(COMPARE_OBJ) $B/libedgelint.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS) -lcrypto
$B/test/bench $B/test/soak: $B/test/%: $B/obj/test/%.o \
		$B/obj/test/synthetic.o $B/libedgelint.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

$B/obj/test/%.o: INCLUDES = -Iinclude -Ilint -Itest -Irules

.PHONY: test test-programs fixtures bench
test-programs: $B/edgelint $B/test/unit $B/test/forge $B/test/cases

# Everything, as CI runs it; ends with one line of totals.
test: deps-test
	@bash test/run.sh

# Certificates of all cases, minted anew from the recipes in them.
fixtures: $B/test/forge
	$B/test/forge $$(find fixtures -name '*.case' | LC_ALL=C sort)

# The expected reports of all formats, written anew; the diff is for review.
.PHONY: reports
reports: $B/edgelint
	@EDGELINT=$B/edgelint bash test/formats.sh --update | grep -v '^ok' ||:

# Time and memory; FILES="..." measures others.  The first one is also what
# the runs over many are made of.
BENCH = fixtures/bench
FILES ?= $(BENCH)/rsa_20_names.case $(BENCH)/rsa_4_names.case \
	$(BENCH)/rsa_100_names.case $(sort $(wildcard $(BENCH)/ec_*.case))
bench: deps $B/test/bench
	@$B/test/bench $(FILES)

# A great many files: FILES_COUNT=1000000 makes others; needs 4 kB of disk each.
FILES_COUNT ?= 100000
# Records through a stream.
RECORDS_COUNT ?= 1000000
.PHONY: soak
soak: deps all $B/test/soak
	@$B/test/soak $B/edgelint $(BENCH)/rsa_4_names.case "$(PROFILE)" \
		$(FILES_COUNT)
	@/usr/bin/python3 test/soak_stream.py $B/edgelint \
		$(BENCH)/rsa_4_names.case "$(PROFILE)" $(RECORDS_COUNT)

# Where edgelint and OpenSSL read certificates differently: CORPUS=folder
.PHONY: compare
compare: deps-test $B/test/compare
	$B/test/compare "$(CORPUS)"

# --- fuzzing -----------------------------------------------------------------

# make fuzz TARGET=view SECONDS=600
FUZZ_TARGETS = view text profile import container
SECONDS ?= 20
FUZZ_FLAGS = -std=c17 -pthread -O1 -g -fsanitize=fuzzer,address,undefined \
	-fno-sanitize-recover=all -D_POSIX_C_SOURCE=200809L \
	-DEDGELINT_VERSION='"$(VERSION)"' -Iinclude -Ilint -Irules -Itest -I$B/gen

build/fuzz/%: test/fuzz/fuzz_%.c $(LIB_SRC) $(wildcard include/*/*.h \
	lint/*/*.h rules/*.h) $B/gen/html.css.h build/.libraries
	@mkdir -p $(@D)
	clang $(FUZZ_FLAGS) -o $@ $< $(LIB_SRC) $(LIBS)

# What the tests of exports begin with does for fuzzing, too.
SEEDS_import = fixtures/import

TARGET ?= $(FUZZ_TARGETS)
.PHONY: fuzz
fuzz: $(TARGET:%=fuzz-%)

.PHONY: $(FUZZ_TARGETS:%=fuzz-%)
$(FUZZ_TARGETS:%=fuzz-%): fuzz-%: build/fuzz/%
	@mkdir -p build/fuzz/corpus-$*
	build/fuzz/$* -max_total_time=$(SECONDS) -timeout=10 \
		-rss_limit_mb=1024 -artifact_prefix=build/fuzz/ \
		build/fuzz/corpus-$* \
		$(or $(SEEDS_$*),test/fuzz/seeds/$*)

# --- housekeeping ------------------------------------------------------------

SOURCES = $(wildcard include/*/*.h lint/*/*.[ch] rules/*.[ch] test/*.[ch] \
	test/*/*.[ch])

.PHONY: format analyze install uninstall clean help
format:
	clang-format -i $(SOURCES)

analyze:
	cppcheck --quiet --std=c11 --enable=warning,performance,portability \
		--error-exitcode=1 --inline-suppr -Iinclude -Ilint -Irules \
		lint rules

PREFIX ?= /usr/local
INSTALLED = $(DESTDIR)$(PREFIX)/bin/edgelint
MANUAL = $(DESTDIR)$(PREFIX)/share/man/man1/edgelint.1
COMPLETION = $(DESTDIR)$(PREFIX)/share/bash-completion/completions/edgelint
install: all
	install -D -m 755 $B/edgelint "$(INSTALLED)"
	$B/edgelint help --man >$B/edgelint.1
	install -D -m 644 $B/edgelint.1 "$(MANUAL)"
	$B/edgelint help --completion >$B/completion
	install -D -m 644 $B/completion "$(COMPLETION)"

uninstall:
	rm -f "$(INSTALLED)" "$(MANUAL)" "$(COMPLETION)"

clean:
	rm -rf build

help:
	@echo 'make            build build/edgelint'
	@echo 'make demo       install what is missing, build, judge a sample'
	@echo '                (CERT=my.cer PROFILE=my.json judge your own)'
	@echo 'make test       install what the tests need and run them all'
	@echo 'make bench      measure time and memory (FILES=... others)'
	@echo 'make soak       measure 100,000 files, a million records'
	@echo 'make fuzz       TARGET=view|text|profile|import|container'
	@echo '                SECONDS=600'
	@echo 'make fixtures   mint the fixtures'"'"' certificates anew'
	@echo 'make reports    write the expected reports of all formats anew'
	@echo 'make analyze    static checks'
	@echo 'make format     lay the sources out'
	@echo 'make install    program, manual page, completion (PREFIX=/usr/local)'
	@echo 'make uninstall  the same away again'
	@echo 'make deps       install what the build needs'
	@echo 'make clean      remove build/'

-include $(shell find $B -name '*.d' 2>/dev/null)
