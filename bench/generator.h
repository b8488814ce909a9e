/*
 * What the generators of bench/ share: numbers, dates and files that
 * are the same bytes for the same arguments on every machine.
 *
 * A generator writes into the folder it is given a file of LOAD DATA's default
 * form for each table, load.sql to load them from there, and rows.tsv, the
 * number of rows of each.  No value needs an escape.
 *
 * C does not say in which order the arguments of a call are made: no call may
 * have two that draw a number.
 */
#ifndef BENCH_GENERATOR_H
#define BENCH_GENERATOR_H

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LENGTH(array) ((int) (sizeof(array) / sizeof((array)[0])))
#define PICK(array) ((array)[between(0, LENGTH(array) - 1)])

typedef struct Table
{
	const char *name;
	FILE	   *file;
	int			columns;		/* of the row so far */
	long		rows;
} Table;

static const char *folder;
static FILE *load_file;
static FILE *rows_file;
static uint64_t random_state;

static void
fail(const char *what, const char *name)
{
	fprintf(stderr, "generate: %s \"%s\"\n", what, name);
	exit(1);
}

/* ---------------------------------------------------------------- numbers */

/* Each table begins its own numbers, so that none depends on another. */
static void
begin_numbers(const char *name)
{
	random_state = 0;
	while (*name)
		random_state = random_state * 131 + (unsigned char) *name++;
}

/* splitmix64 */
static uint64_t
next_number(void)
{
	uint64_t	mixed = (random_state += 0x9E3779B97F4A7C15u);

	mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
	mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
	return mixed ^ (mixed >> 31);
}

/* from lowest to highest, both included */
static long
between(long lowest, long highest)
{
	return lowest + (long) ((next_number() >> 11) % (uint64_t) (highest - lowest + 1));
}

/* ---------------------------------------------------------------- dates */

/* The day that many days after 1 January 1950, until 2009. */
static const char *
date(long day)
{
	static char known[60 * 366][11];
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (known[0][0] == '\0')
	{
		int			at = 0;

		for (int year = 1950; year < 2010; year++)
			for (int month = 0; month < 12; month++)
				for (int n = 1; n <= lengths[month] + (month == 1 && year % 4 == 0); n++)
					snprintf(known[at++], sizeof(known[0]), "%04d-%02d-%02d",
							 year % 10000, (month + 1) % 100, n % 100);
	}
	return known[day];
}

/* ---------------------------------------------------------------- files */

static FILE *
create_file(const char *name, const char *suffix)
{
	char		path[4096];
	FILE	   *file;

	snprintf(path, sizeof(path), "%s/%s%s", folder, name, suffix);
	if ((file = fopen(path, "w")) == NULL)
		fail("could not create", path);
	setvbuf(file, NULL, _IOFBF, 1 << 20);
	return file;
}

static void
close_file(FILE *file, const char *name)
{
	if (fclose(file) != 0)
		fail("could not write", name);
}

static void
begin_files(const char *directory)
{
	folder = directory;
	mkdir(folder, 0755);
	load_file = create_file("load", ".sql");
	rows_file = create_file("rows", ".tsv");
	fputs("SET FOREIGN_KEY_CHECKS = 0, UNIQUE_CHECKS = 0;\n", load_file);
}

static void
end_files(void)
{
	close_file(load_file, "load.sql");
	close_file(rows_file, "rows.tsv");
}

static Table
begin_table(const char *name)
{
	begin_numbers(name);
	return (Table) {name, create_file(name, ".tsv"), 0, 0};
}

/* A value of the next column. */
__attribute__((format(printf, 2, 3)))
static void
put(Table *table, const char *format,...)
{
	va_list		values;

	if (table->columns++ > 0)
		putc_unlocked('\t', table->file);
	va_start(values, format);
	vfprintf(table->file, format, values);
	va_end(values);
}

static void
put_number(Table *table, long number)
{
	put(table, "%ld", number);
}

static void
put_text(Table *table, const char *value)
{
	put(table, "%s", value);
}

static void
end_row(Table *table)
{
	putc_unlocked('\n', table->file);
	table->columns = 0;
	table->rows++;
}

static void
end_table(Table *table)
{
	close_file(table->file, table->name);
	fprintf(load_file, "LOAD DATA LOCAL INFILE '%s.tsv' INTO TABLE %s;\n", table->name, table->name);
	fprintf(rows_file, "%s\t%ld\n", table->name, table->rows);
}

#endif
