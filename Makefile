# rapport: `make run` opens it on a made-up clinic, `make check` tests it, `make help` lists the rest.

VERSION := 0.1.0

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
DESTDIR ?=
BUILD ?= build
FLOORS ?= base model store exchange app tui cli
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

ifneq ($(filter default undefined,$(origin CC)),)
CC := gcc
endif
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
WERROR ?=

LIBRARIES := ncursesw sqlite3 libcjson libutf8proc inih libsodium libical
RUN_PACKAGES := libc6-dev pkgconf libncurses-dev libsqlite3-dev libcjson-dev libutf8proc-dev libinih-dev libsodium-dev libical-dev
FUZZ_PACKAGES := $(RUN_PACKAGES) clang libclang-rt-dev
TEST_PACKAGES := $(RUN_PACKAGES) libcmocka-dev tmux sqlite3 python3 python3-jsonschema python3-vobject mandoc
HTML_PACKAGES := $(RUN_PACKAGES) sqlite3 tidy chromium poppler-utils

MAKEFLAGS += --no-builtin-rules --no-builtin-variables
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
.DEFAULT_GOAL := all

V ?= 0
Q := $(if $(filter 0,$(V)),@)
say = $(if $(filter 0,$(V)),@$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,printf '  %-7s %s\n' $(1) $(2);))

# Asked once, and only when something is compiled: `make run` installs what is missing first.
pkg = $(or $(shell $(PKG_CONFIG) $(1) $(2) 2>/dev/null),$(error a library is missing ($(2)): run `make deps`, or \
	`make test-deps` for the tests))
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(call pkg,--exists --print-errors $(LIBRARIES) && $(PKG_CONFIG) --cflags,$(LIBRARIES)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(call pkg,--libs,$(LIBRARIES)) -lm)$(PKG_LIBS)
CMOCKA_LIBS = $(eval CMOCKA_LIBS := $$(call pkg,--libs,cmocka))$(CMOCKA_LIBS)

WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wpointer-arith -Wvla \
	-Wformat=2 -Wno-format-nonliteral $(WERROR)
DEFINES := -D_GNU_SOURCE -DRAPPORT_VERSION='"$(VERSION)"'
ALL_CFLAGS = -std=gnu11 $(WARNINGS) $(DEFINES) -Iinclude $(PKG_CFLAGS)
HARDEN := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
SANITISE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# The variants, each in its own folder: what to compile and link with.
# One tenth of the time from key to paint is saved by optimising over all files.
release_CFLAGS = $(CFLAGS) $(HARDEN) -flto=auto
release_LDFLAGS = $(CFLAGS) -flto=auto -pie -Wl,-z,relro,-z,now $(LDFLAGS)
check_CFLAGS = -O1 -g $(SANITISE)
check_LDFLAGS = $(SANITISE)
# Blocks are small so that what stands across two of them is met; what gcc does not warn of is no news from clang.
fuzz_CFLAGS = -O1 -g -w -fsanitize=fuzzer-no-link $(SANITISE) -DDECODE_BLOCK=512
fuzz_LDFLAGS = -fsanitize=fuzzer $(SANITISE)
cover_CFLAGS = -O0 -g --coverage
cover_LDFLAGS = --coverage

SOURCES := $(foreach floor,$(FLOORS),$(sort $(wildcard src/$(floor)/*.c)))
DATA := $(sort $(shell find data -type f ! -name '.*' ! -name '*~'))
TESTS := $(patsubst tests/unit/%.c,%,$(sort $(wildcard tests/unit/test_*.c)))
TEST_HELP := $(filter-out $(TESTS:%=tests/unit/%.c),$(sort $(wildcard tests/unit/*.c)))
MANPAGES := $(sort $(wildcard man/*.[157]))

# Rewrites a file only when what it should hold has changed, so that what depends on it is rebuilt just then.
remember = @mkdir -p $(@D); printf '%s\n' '$(subst ','\'',$(1))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(1))' >$@

# $(call variant,NAME): the objects, librapport.a, the program and the unit tests of one variant.
define variant
$(1)_OBJECTS := $$(SOURCES:src/%.c=$(BUILD)/$(1)/%.o) $(BUILD)/$(1)/gen/data_files.o
$(1)_TESTS := $$(TESTS:%=$(BUILD)/$(1)/%)

$(BUILD)/$(1)/flags: FORCE
	$$(call remember,$$(CC) $$(ALL_CFLAGS) $$($(1)_CFLAGS))

$(BUILD)/$(1)/link: FORCE
	$$(call remember,$$($(1)_OBJECTS) $$($(1)_LDFLAGS) $$(PKG_LIBS))

$(BUILD)/$(1)/%.o: src/%.c $(BUILD)/$(1)/flags
	@mkdir -p $$(@D)
	$$(call say,CC,$$@)$$(CC) $$(ALL_CFLAGS) $$($(1)_CFLAGS) -MMD -MP -c -o $$@ $$<

$(BUILD)/$(1)/gen/data_files.o: $(BUILD)/gen/data_files.c $(BUILD)/$(1)/flags
	@mkdir -p $$(@D)
	$$(call say,CC,$$@)$$(CC) $$(ALL_CFLAGS) $$($(1)_CFLAGS) -MMD -MP -c -o $$@ $$<

$(BUILD)/$(1)/librapport.a: $$($(1)_OBJECTS) $(BUILD)/$(1)/link
	@rm -f $$@
	$$(call say,AR,$$@)ar rcs $$@ $$($(1)_OBJECTS)

$(BUILD)/$(1)/rapport: $(BUILD)/$(1)/main.o $$($(1)_OBJECTS) $(BUILD)/$(1)/link
	$$(call say,LINK,$$@)$$(CC) $$($(1)_LDFLAGS) -o $$@ $(BUILD)/$(1)/main.o $$($(1)_OBJECTS) $$(PKG_LIBS)

$(BUILD)/$(1)/unit/%.o: tests/unit/%.c $(BUILD)/$(1)/flags
	@mkdir -p $$(@D)
	$$(call say,CC,$$@)$$(CC) $$(ALL_CFLAGS) $$($(1)_CFLAGS) -Isrc -MMD -MP -c -o $$@ $$<

$(BUILD)/$(1)/fuzz/%.o: tests/fuzz/%.c $(BUILD)/$(1)/flags
	@mkdir -p $$(@D)
	$$(call say,CC,$$@)$$(CC) $$(ALL_CFLAGS) $$($(1)_CFLAGS) -Isrc -MMD -MP -c -o $$@ $$<

$(BUILD)/$(1)/test_fuzz: $(BUILD)/$(1)/fuzz/targets.o

$(BUILD)/$(1)/fuzzer: $(BUILD)/$(1)/fuzz/fuzzer.o $(BUILD)/$(1)/fuzz/targets.o $(BUILD)/$(1)/librapport.a
	$$(call say,LINK,$$@)$$(CC) $$($(1)_LDFLAGS) -o $$@ $$^ $$(PKG_LIBS)

$(BUILD)/$(1)/test_%: $(BUILD)/$(1)/unit/test_%.o $$(TEST_HELP:tests/unit/%.c=$(BUILD)/$(1)/unit/%.o) \
		$(BUILD)/$(1)/librapport.a
	$$(call say,LINK,$$@)$$(CC) $$($(1)_LDFLAGS) -o $$@ $$^ $$(PKG_LIBS) $$(CMOCKA_LIBS)

$(BUILD)/$(1)/lint_%: tests/lint/%.c $(BUILD)/$(1)/librapport.a
	$$(call say,LINK,$$@)$$(CC) $$(ALL_CFLAGS) -Isrc $$($(1)_CFLAGS) $$($(1)_LDFLAGS) -o $$@ $$^ $$(PKG_LIBS)
endef
$(foreach name,release check cover fuzz,$(eval $(call variant,$(name))))

.PHONY: all objects run deps test-deps html-deps check check-html check-build unit cli screen e2e screens pictures lint format cover bench fuzz \
	install uninstall clean help FORCE

all: rapport

rapport: $(BUILD)/release/rapport
	@cmp -s $< $@ || cp $< $@

objects: $(check_OBJECTS)

$(BUILD)/embed: src/gen/embed.c
	@mkdir -p $(@D)
	$(call say,CC,$@)$(CC) -std=gnu11 -O1 $(WARNINGS) -D_GNU_SOURCE -o $@ $<

$(BUILD)/gen/names: FORCE
	$(call remember,$(DATA))

$(BUILD)/gen/data_files.c: $(BUILD)/embed $(BUILD)/gen/names $(DATA)
	$(call say,EMBED,$@)$(BUILD)/embed data $(DATA) >$@

# --- what a newcomer types -------------------------------------------------------------------------------

# $(call install_packages,PACKAGES): says nothing and does nothing when all are there.
define install_packages
@command -v dpkg-query >/dev/null || { echo "This is not Debian: see to it that these are there: $(1)"; exit 0; }; \
have=" $$(dpkg-query -W -f '$${Package}=$${db:Status-Status} ' $(1) 2>/dev/null)"; missing=; \
for p in $(1); do case "$$have" in *" $$p=installed "*) ;; *) missing="$$missing $$p" ;; esac; done; \
[ -n "$$missing" ] || exit 0; \
as=; [ "$$(id -u)" = 0 ] || as=sudo; \
if [ -n "$$as" ] && ! command -v sudo >/dev/null; then \
	echo "These Debian packages are missing, and there is no sudo to install them. As root, type:"; \
	echo "  apt-get install$$missing"; exit 1; \
fi; \
echo "Installing the Debian packages that are missing:$$missing"; \
echo "  $${as:+$$as }apt-get update"; \
$$as apt-get -q update || echo "The package lists could not all be refreshed: trying with those that are there."; \
echo "  $${as:+$$as }apt-get install$$missing"; \
$$as env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $$missing
endef

submake = $(MAKE) --no-print-directory $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))

deps:
	$(call install_packages,$(RUN_PACKAGES))

test-deps:
	$(call install_packages,$(TEST_PACKAGES))

html-deps:
	$(call install_packages,$(HTML_PACKAGES))

run: deps
	+@$(submake) all
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && trap 'exit 1' HUP INT TERM && \
	./rapport --db "$$folder/sample.db" sample && ./rapport --db "$$folder/sample.db"

check: test-deps
	+@$(submake) check-build
	@BUILD='$(BUILD)' JOBS='$(JOBS)' tests/run unit cli screen e2e

check-build: $(BUILD)/check/rapport $(check_TESTS)

# One suite by itself: `make unit`, or `make screen ONLY=tests/screen/03-log.keys`.
unit: $(check_TESTS)
cli screen e2e: $(BUILD)/check/rapport
unit cli screen e2e:
	@BUILD='$(BUILD)' JOBS='$(JOBS)' tests/$@/run $(ONLY)

# Needs a browser, so it is no part of check: `make html-deps` installs what it uses.
check-html: $(BUILD)/check/rapport
	@BUILD='$(BUILD)' JOBS='$(JOBS)' tests/html/run

screens: $(BUILD)/check/rapport
	@BUILD='$(BUILD)' JOBS='$(JOBS)' tests/screen/run --refresh $(ONLY)

pictures: $(BUILD)/check/rapport
	@mkdir -p man/pictures
	@BUILD='$(BUILD)' JOBS='$(JOBS)' tests/screen/run --refresh tests/screen/*-picture.keys

lint: $(BUILD)/check/rapport $(BUILD)/check/lint_tables
	@BUILD='$(BUILD)' JOBS='$(JOBS)' VERSION='$(VERSION)' CC='$(CC)' FLAGS='$(subst ','\'',$(ALL_CFLAGS))' tests/lint/run $(ONLY)

format:
	clang-format -i $$(find src include tests -name '*.[ch]')

cover: $(BUILD)/cover/rapport $(cover_TESTS)
	@find $(BUILD)/cover -name '*.gcda' -delete
	-@BUILD='$(BUILD)' JOBS='$(JOBS)' VARIANT=cover tests/run unit cli screen
	@gcov -n -r $(cover_OBJECTS) $(BUILD)/cover/main.o 2>/dev/null | awk -f tests/cover.awk

bench: $(BUILD)/release/rapport
	@BUILD='$(BUILD)' tests/bench/run

# Each target for FUZZ_SECONDS, one after the other; ONLY="csv dates" for some of them.
FUZZ_SECONDS ?= 60
fuzz:
	$(call install_packages,$(FUZZ_PACKAGES))
	+@$(submake) CC=clang $(BUILD)/fuzz/fuzzer
	@BUILD='$(BUILD)' FUZZ_SECONDS='$(FUZZ_SECONDS)' tests/fuzz/run $(ONLY)

install: all
	install -D -m 755 rapport '$(DESTDIR)$(BINDIR)/rapport'
	@for page in $(MANPAGES); do \
		to='$(DESTDIR)$(MANDIR)'/man$${page##*.}/$${page##*/}; echo "install -D -m 644 $$page $$to"; \
		install -D -m 644 $$page "$$to" || exit 1; \
	done
	install -D -m 644 data/completion/rapport.bash '$(DESTDIR)$(BASHDIR)/rapport'
	install -D -m 644 data/completion/rapport.zsh '$(DESTDIR)$(ZSHDIR)/_rapport'
	install -D -m 644 data/completion/rapport.fish '$(DESTDIR)$(FISHDIR)/rapport.fish'

uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/rapport'
	@for page in $(MANPAGES); do \
		to='$(DESTDIR)$(MANDIR)'/man$${page##*.}/$${page##*/}; echo "rm -f $$to"; rm -f "$$to"; \
	done
	rm -f '$(DESTDIR)$(BASHDIR)/rapport' '$(DESTDIR)$(ZSHDIR)/_rapport' '$(DESTDIR)$(FISHDIR)/rapport.fish'

clean:
	rm -rf '$(BUILD)' rapport

help:
	@echo 'make            build ./rapport'
	@echo 'make run        install what is missing, build, and open rapport on a made-up clinic'
	@echo 'make check      install what the tests need, build with sanitisers, run all tests'
	@echo 'make unit       one suite only; also cli, screen, e2e; ONLY=FILE for one test of it'
	@echo 'make check-html print the pages for paper in a browser, and look at them (make html-deps installs it)'
	@echo 'make pictures   write the pictures of the README anew from what is drawn now'
	@echo 'make screens    write the expected screens anew from what is drawn now'
	@echo 'make lint       floors, purity, banned functions, tables, man pages, formatting'
	@echo 'make format     clang-format over all sources'
	@echo 'make cover      run the tests and say which lines they reach'
	@echo 'make bench      measure a built rapport'
	@echo 'make fuzz       libFuzzer over what reads the text of others, FUZZ_SECONDS each'
	@echo 'make install    to PREFIX=$(PREFIX), below DESTDIR; make uninstall takes it away'
	@echo 'make clean      remove what was built'

-include $(wildcard $(BUILD)/*/*/*.d $(BUILD)/*/main.d)
