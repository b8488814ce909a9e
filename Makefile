# converge: imports MySQL databases into PostgreSQL, from inside the server.
#
#   make demo           everything from nothing to an imported sample database
#   make test           the whole test suite, against real servers
#   make bench          measure against other ways; PARTS="tpch cores" for a part
#   make                build with the PostgreSQL that PG_CONFIG names
#
# The targets demo, test, bench, format and clean-sandbox run in the private
# sandbox of test/sandbox; the others are PGXS's own.

EXTENSION = converge
EXTVERSION = $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" converge.control)

MODULE_big = converge
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/*/*.c)))
DATA_built = sql/converge--$(EXTVERSION).sql
DATA = $(filter-out $(DATA_built),$(wildcard sql/converge--*--*.sql))
EXTRA_CLEAN = sql/converge--$(EXTVERSION).sql

MYSQL_CONFIG ?= $(shell command -v mysql_config)
ifneq ($(MYSQL_CONFIG),)
MYSQL_CFLAGS = $(shell $(MYSQL_CONFIG) --cflags)
MYSQL_LIBS = $(shell $(MYSQL_CONFIG) --libs)
else
MYSQL_CFLAGS = $(shell pkg-config --cflags mysqlclient)
MYSQL_LIBS = $(shell pkg-config --libs mysqlclient)
endif

PG_CPPFLAGS = -I$(srcdir)/src $(MYSQL_CFLAGS)
SHLIB_LINK = $(filter -L%,$(MYSQL_LIBS)) -lmysqlclient -lssl -lcrypto

# WARNINGS=error is the test build: every warning ends it, assertions hold.
ifeq ($(WARNINGS),error)
PG_CFLAGS = -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Werror
PG_CPPFLAGS += -DUSE_ASSERT_CHECKING
endif

REGRESS = $(sort $(basename $(notdir $(wildcard test/sql/*.sql))))
REGRESS_OPTS = --inputdir=$(srcdir)/test --expecteddir=$(srcdir) \
	--outputdir=$(or $(CONVERGE_OUTPUT),test/output) --load-extension=converge

ISOLATION = $(sort $(basename $(notdir $(wildcard test/specs/*.spec))))
ISOLATION_OPTS = $(REGRESS_OPTS)

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

SANDBOX_GOALS = demo test bench format clean-sandbox help
ifneq ($(filter-out $(SANDBOX_GOALS),$(or $(MAKECMDGOALS),all)),)
override autodepend := yes
include $(PGXS)
endif

sql/converge--$(EXTVERSION).sql: sql/converge.sql
	cp $< $@

include test/sandbox.mk
