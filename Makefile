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

.PHONY: all unit
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

unit: $(UNIT)
$(B)/unit/%: tests/unit/%.c $(B)/libvade.a
	@mkdir -p $(@D)
	$(CC) $(VADE_CFLAGS) -o $@ $< $(B)/libvade.a $(VADE_LIBS) -lcmocka

-include $(OBJ:.o=.d) $(B)/main.d
