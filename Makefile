# Two commands do all: `make` builds vade and the manual, `make test` runs every
# test; both install what is missing. `make help` lists the rest. Sources are
# found by folder.

VARIANT ?= release
B       := build/$(VARIANT)
CC      ?= cc
PREFIX  ?= /usr/local
PKGS    := libxml-2.0 lua5.4 yaml-0.1 jansson

# Linked in: calls into a shared library cost 5 % of a build.
CMARK := -l:libcmark-gfm-extensions.a -l:libcmark-gfm.a

# All Debian packages the project needs, in one place.
BUILD_DEPS := pkg-config libc6-dev libcmark-gfm-dev \
	libcmark-gfm-extensions-dev libxml2-dev liblua5.4-dev libyaml-dev \
	libjansson-dev docbook5-xml
TEST_DEPS  := libcmocka-dev libxml2-utils jing fop \
	poppler-utils qpdf fonts-dejavu-core fonts-sil-gentiumplus fonts-lato \
	pandoc chromium universal-ctags clang clang-format libclang-rt-14-dev \
	python3 $(if $(shell command -v npm),,nodejs npm)

# Optimised as a whole when vade is linked; the objects can be linked as they
# are, too, for the unit tests.
OPT_release := -O2 -flto=auto -ffat-lto-objects -D_FORTIFY_SOURCE=2
OPT_asan    := -O1 -fsanitize=address -fno-omit-frame-pointer
OPT_ubsan   := -O1 -fsanitize=undefined -fno-sanitize-recover=all
OPT_tsan    := -O1 -fsanitize=thread
OPT_fuzz    := -O1 -fsanitize=fuzzer-no-link,address,undefined

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wconversion -Wvla -Wundef $(WERROR)
VADE_CFLAGS = -std=c17 -D_GNU_SOURCE -g $(OPT_$(VARIANT)) $(WARN) \
	-fstack-protector-strong -fPIE -pthread -Igenerator -I$(B) \
	$(PKG_CFLAGS) $(CFLAGS)
VADE_LIBS = $(CMARK) $(PKG_LIBS) -lm -pthread -pie \
	-Wl,-z,relro,-z,now $(OPT_$(VARIANT)) $(LDFLAGS)

SRC  := $(wildcard generator/*/*.c generator/write/*/*.c)
OBJ  := $(SRC:generator/%.c=$(B)/%.o)
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))

.PHONY: all manual test check unit format asan ubsan tsan fuzz bench install \
	clean help FORCE
.DELETE_ON_ERROR:

all: manual ## build vade, and the manual into site/
	@echo "The manual is ready: open site/index.html"

manual: build/vade
	build/vade build -C manual -o site

# -- what must be there first --------------------------------------------------

define install_missing
	@missing=$$(for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null \
	  | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  if ! command -v apt-get >/dev/null; then \
	    echo "Please install the equivalents of:" $$missing; exit 1; fi; \
	  as=; [ "$$(id -u)" = 0 ] || as=sudo; \
	  echo "Installing" $$missing; \
	  $$as apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive \
	  $$as apt-get install -qq -y --no-install-recommends $$missing \
	    >build/install.log 2>&1 || { tail -5 build/install.log; exit 1; }; fi
endef

ifeq ($(filter clean help,$(MAKECMDGOALS)),)
include build/flags.mk
endif
build/flags.mk: Makefile
	@mkdir -p build
	$(call install_missing,$(BUILD_DEPS))
	@{ echo "PKG_CFLAGS := $$(pkg-config --cflags $(PKGS))"; \
	   echo "PKG_LIBS := $$(pkg-config --libs $(PKGS))"; } > $@

build/test-tools: Makefile tests/browser/package.json
	@mkdir -p build
	$(call install_missing,$(TEST_DEPS))
	@cd tests/browser && npm install --silent --no-audit --no-fund \
	  --no-package-lock >../../build/npm.log 2>&1 || { cat ../../build/npm.log; exit 1; }
	@touch $@

# -- vade ----------------------------------------------------------------------

build/vade: $(B)/vade
	@cp $< $@.new && mv $@.new $@

$(B)/vade: $(B)/main.o $(OBJ)
	@echo "  LD $@"
	@$(CC) -o $@ $^ $(VADE_LIBS)

$(B)/libvade.a: $(OBJ)
	@rm -f $@
	@$(AR) rcs $@ $^

$(B)/%.o: generator/%.c build/flags.mk
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(VADE_CFLAGS) -MMD -MP -c -o $@ $<

# The standard theme and filters, built into the program: the assembler takes
# their bytes in, and a table of their names is made here.
EMBED := $(sort $(shell find themes filters -type f -not -name '.*'))
$(B)/embedded.inc: FORCE
	@mkdir -p $(@D)
	@{ n=0; for f in $(EMBED); do \
	  printf '__asm__(".pushsection .rodata\\nvade_blob_%d:\\n.incbin \\"%s\\"\\nvade_blob_%d_end: .byte 0\\n.popsection");\n' $$n $$f $$n; \
	  printf 'extern const char vade_blob_%d[], vade_blob_%d_end[];\n' $$n $$n; \
	  n=$$((n+1)); done; \
	  echo 'static const struct blob blobs[] = {'; \
	  n=0; for f in $(EMBED); do \
	  printf '{"%s", vade_blob_%d, vade_blob_%d_end},\n' $$f $$n $$n; \
	  n=$$((n+1)); done; echo '{"", "", ""}};'; } > $@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@
$(B)/site/embed.o: CFLAGS += -fno-lto
$(B)/site/embed.o: $(B)/embedded.inc $(EMBED)

# -- tests -----------------------------------------------------------------------

unit: $(UNIT)
$(B)/unit/%: tests/unit/%.c tests/unit/helper.h $(B)/libvade.a
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(VADE_CFLAGS) -o $@ $< $(B)/libvade.a $(VADE_LIBS) -fno-lto -lcmocka

test: build/test-tools build/vade manual unit ## install test tools, run all tests
	@VARIANT=$(VARIANT) tests/run $(T)

check: build/test-tools build/vade unit ## the quick tests and the gates
	@VARIANT=$(VARIANT) tests/run --quick $(T)

format: ## set all sources in the project's style
	clang-format -i $$(git ls-files 'generator/*.[ch]' 'tests/*.[ch]')

asan ubsan tsan: build/test-tools ## the tests under a sanitizer
	@$(MAKE) --no-print-directory VARIANT=$@ build/$@/vade unit
	@VARIANT=$@ VADE=build/$@/vade tests/run --sanitized $(T)

FUZZ_SECONDS ?= 600
fuzz: build/test-tools ## each fuzz target for FUZZ_SECONDS
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang build/fuzz/libvade.a
	@for f in tests/fuzz/fuzz_*.c; do n=$$(basename $$f .c); \
	  $(MAKE) --no-print-directory VARIANT=fuzz CC=clang build/fuzz/$$n && \
	  tests/fuzz/run $$n $(FUZZ_SECONDS) || exit 1; done
$(B)/fuzz_%: tests/fuzz/fuzz_%.c $(B)/libvade.a
	@$(CC) $(VADE_CFLAGS) -fsanitize=fuzzer -o $@ $< $(B)/libvade.a $(VADE_LIBS)

bench: build/vade ## build time and memory beside the physical limit
	@tests/bench/run

install: build/vade ## put vade and vade(1) below PREFIX
	install -D build/vade $(DESTDIR)$(PREFIX)/bin/vade
	build/vade help --man | install -D -m 644 /dev/stdin \
	  $(DESTDIR)$(PREFIX)/share/man/man1/vade.1

clean: ## remove all that was made
	@[ ! -x build/vade ] || build/vade clean -q -C manual -o site
	rm -rf build tests/browser/node_modules

help: ## list the targets
	@grep -hE '^[a-z ]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 20

-include $(OBJ:.o=.d) $(B)/main.d
