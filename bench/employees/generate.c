/*
 * The rows of a company's staff: what each earned year by year, which titles
 * and departments each had, from when to when.  Four tables of six are history,
 * and 70 rows of a hundred are salaries.
 * Usage: generate SCALE FOLDER; scale 1 is 300,000 employees, 4.1 million rows
 */
#include "../generator.h"

/* days after 1950-01-01 */
#define FIRST_HIRED 12784		/* 1985-01-01 */
#define LAST_HIRED 18289		/* 2000-01-28 */
#define TODAY 19205				/* 2002-08-01 */
#define FIRST_BORN 761			/* 1952-02-01 */
#define LAST_BORN 5510			/* 1965-02-01 */

static const char *const departments[] = {
	"Accounts", "Customers", "Design", "Factory", "Law", "People", "Quality",
	"Research", "Transport"
};
static const char *const ranks[][3] = {
	{"Assistant", "Clerk", "Senior Clerk"},
	{"Assistant Engineer", "Engineer", "Senior Engineer"},
	{"Apprentice", "Technician", "Leader of Technicians"}
};
static const char *const syllables[] = {
	"ba", "bel", "car", "da", "den", "el", "fa", "gor", "han", "in", "jo", "ka",
	"lan", "ma", "mir", "na", "or", "pe", "ra", "ri", "sa", "so", "ta", "ul",
	"va", "wen", "yo", "za"
};

typedef struct Tables
{
	Table		employees;
	Table		dept_emp;
	Table		dept_manager;
	Table		titles;
	Table		salaries;
} Tables;

static void put_departments(void);
static void put_employee(Tables *tables, long number);
static void put_name(Table *table, int longest);
static void put_work(Tables *tables, long number, long hired, long left);
static void put_salaries(Table *table, long number, long hired, long left);
static void put_period(Table *table, long from, long until);

int
main(int argc, char **argv)
{
	double		scale;
	Tables		tables;

	if (argc != 3 || (scale = atof(argv[1])) < 0.0001 || scale > 100)
	{
		fputs("usage: generate SCALE FOLDER (0.0001 to 100)\n", stderr);
		return 2;
	}
	begin_files(argv[2]);
	put_departments();
	tables.employees = begin_table("employees");
	tables.dept_emp = begin_table("dept_emp");
	tables.dept_manager = begin_table("dept_manager");
	tables.titles = begin_table("titles");
	tables.salaries = begin_table("salaries");
	for (long n = 0; n < lround(300000 * scale); n++)
		put_employee(&tables, 10001 + n);
	end_table(&tables.employees);
	end_table(&tables.dept_emp);
	end_table(&tables.dept_manager);
	end_table(&tables.titles);
	end_table(&tables.salaries);
	end_files();
	return 0;
}

static void
put_departments(void)
{
	Table		table = begin_table("departments");

	for (int n = 0; n < LENGTH(departments); n++)
	{
		put(&table, "d%03d", n + 1);
		put_text(&table, departments[n]);
		end_row(&table);
	}
	end_table(&table);
}

/* Of five employees one has left. */
static void
put_employee(Tables *tables, long number)
{
	Table	   *table = &tables->employees;
	long		hired = between(FIRST_HIRED, LAST_HIRED);
	long		left = between(0, 4) == 0 ? between(hired + 30, TODAY) : -1;

	put_number(table, number);
	put_text(table, date(between(FIRST_BORN, LAST_BORN)));
	put_name(table, 3);
	put_name(table, 4);
	put_text(table, between(0, 9) < 6 ? "M" : "F");
	put_text(table, date(hired));
	end_row(table);
	put_work(tables, number, hired, left);
	put_salaries(&tables->salaries, number, hired, left);
}

static void
put_name(Table *table, int longest)
{
	char		name[32] = "";

	for (long n = between(2, longest); n > 0; n--)
		strcat(name, PICK(syllables));
	name[0] -= 'a' - 'A';
	put_text(table, name);
}

/* Departments and titles: of ten employees one has changed the department, and
 * after five years one rises. */
static void
put_work(Tables *tables, long number, long hired, long left)
{
	long		end = left < 0 ? TODAY : left;
	long		first = between(0, LENGTH(departments) - 1);
	long		moved = between(0, 9) == 0 && end - hired > 400 ? between(hired + 200, end - 100) : left;
	long		line = between(0, LENGTH(ranks) - 1);
	long		rank = between(0, 1);

	put_number(&tables->dept_emp, number);
	put(&tables->dept_emp, "d%03ld", first + 1);
	put_period(&tables->dept_emp, hired, moved);
	if (moved != left)
	{
		put_number(&tables->dept_emp, number);
		put(&tables->dept_emp, "d%03ld", (first + between(1, LENGTH(departments) - 1)) % LENGTH(departments) + 1);
		put_period(&tables->dept_emp, moved, left);
	}
	if (number % 12500 == 1)
	{
		put_number(&tables->dept_manager, number);
		put(&tables->dept_manager, "d%03ld", first + 1);
		put_period(&tables->dept_manager, hired, moved);
	}
	for (long from = hired, until; from >= 0; from = until, rank++)
	{
		until = rank < 2 && from + 1826 < end ? from + 1826 : left;
		put_number(&tables->titles, number);
		put_text(&tables->titles, ranks[line][rank]);
		put_period(&tables->titles, from, until);
		if (until == left)
			break;
	}
}

/* A salary for each year, as a rule more than the last. */
static void
put_salaries(Table *table, long number, long hired, long left)
{
	long		end = left < 0 ? TODAY : left;
	long		salary = between(38000, 90000);

	for (long from = hired; from < end; from += 365)
	{
		put_number(table, number);
		put_number(table, salary);
		put_period(table, from, from + 365 < end ? from + 365 : left);
		salary += between(-400, 4000);
	}
}

/* The end of a row; until is -1 for what goes on. */
static void
put_period(Table *table, long from, long until)
{
	put_text(table, date(from));
	put_text(table, until < 0 ? "9999-01-01" : date(until));
	end_row(table);
}
