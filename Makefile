# Two commands: `make` builds vade and the manual, `make test` runs all tests.
# Sources are found by folder; adding a file edits no list.

VARIANT  ?= release
B        := build/$(VARIANT)
CC       ?= cc
PKGS     := libcmark-gfm libxml-2.0 lua5.4 yaml-0.1 jansson

OPT_release := -O2 -D_FORTIFY_SOURCE=2
OPT_debug   := -O0
OPT_asan    := -O1 -fsanitize=address -fno-omit-frame-pointer
OPT_ubsan   := -O1 -fsanitize=undefined -fno-sanitize-recover=all
OPT_tsan    := -O1 -fsanitize=thread

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wconversion -Wvla \
	-Wundef $(WERROR)
VADE_CFLAGS = -std=c17 -D_GNU_SOURCE -g $(OPT_$(VARIANT)) $(WARN) \
	-fstack-protector-strong -fPIE -pthread -Igenerator -I$(B) \
	$(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
VADE_LIBS = $(shell pkg-config --libs $(PKGS)) -lcmark-gfm-extensions -lm \
	-pthread -pie -Wl,-z,relro,-z,now $(OPT_$(VARIANT)) $(LDFLAGS)

SRC  := $(wildcard generator/*/*.c generator/write/*/*.c)
OBJ  := $(SRC:generator/%.c=$(B)/%.o)
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))

.PHONY: all unit FORCE
all: build/vade

build/vade: $(B)/vade
	@cp $< $@

$(B)/vade: $(B)/main.o $(B)/libvade.a
	$(CC) -o $@ $^ $(VADE_LIBS)

$(B)/libvade.a: $(OBJ)
	@rm -f $@
	@$(AR) rcs $@ $^

$(B)/%.o: generator/%.c
	@mkdir -p $(@D)
	$(CC) $(VADE_CFLAGS) -MMD -MP -c -o $@ $<

# The standard theme and filters, built into the program: their bytes are taken
# in by the assembler, and a table of names is made here.
EMBED := $(sort $(shell find themes filters -type f -not -name '.*'))
$(B)/embedded.inc: FORCE
	@mkdir -p $(@D)
	@{ n=0; for f in $(EMBED); do \
	  printf '__asm__(".pushsection .rodata\\nvade_blob_%d:\\n.incbin \"%s\"\\nvade_blob_%d_end: .byte 0\\n.popsection");\n' $$n $$f $$n; \
	  printf 'extern const char vade_blob_%d[], vade_blob_%d_end[];\n' $$n $$n; \
	  n=$$((n+1)); done; \
	  echo 'static const struct blob blobs[] = {'; \
	  n=0; for f in $(EMBED); do \
	  printf '{"%s", vade_blob_%d, vade_blob_%d_end},\n' $$f $$n $$n; \
	  n=$$((n+1)); done; echo '{"", "", ""}};'; } > $@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@
$(B)/site/embed.o: $(B)/embedded.inc $(EMBED)

unit: $(UNIT)
$(B)/unit/%: tests/unit/%.c $(B)/libvade.a
	@mkdir -p $(@D)
	$(CC) $(VADE_CFLAGS) -o $@ $< $(B)/libvade.a $(VADE_LIBS) -lcmocka

-include $(OBJ:.o=.d) $(B)/main.d
