# What the modules share that read a real source: the files of src/source.

srctop = ../../../src
vpath %.c $(srctop) $(srctop)/source
OBJS = $(MODULE_big).o schema.o \
	$(patsubst $(srctop)/source/%.c,%.o,$(sort $(wildcard $(srctop)/source/*.c)))

MYSQL_CONFIG ?= $(shell command -v mysql_config)
ifneq ($(MYSQL_CONFIG),)
MYSQL_CFLAGS = $(shell $(MYSQL_CONFIG) --cflags)
MYSQL_LIBS = $(shell $(MYSQL_CONFIG) --libs)
else
MYSQL_CFLAGS = $(shell pkg-config --cflags mysqlclient)
MYSQL_LIBS = $(shell pkg-config --libs mysqlclient)
endif
PG_CPPFLAGS = -I$(srctop) $(MYSQL_CFLAGS)
SHLIB_LINK = $(filter -L%,$(MYSQL_LIBS)) -lmysqlclient -lssl -lcrypto
ifeq ($(WARNINGS),error)
PG_CFLAGS = -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Werror
PG_CPPFLAGS += -DUSE_ASSERT_CHECKING
endif

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
override autodepend := yes
include $(PGXS)

# their tests are run by test/tap
installcheck:
