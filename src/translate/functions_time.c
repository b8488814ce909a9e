/*-------------------------------------------------------------------------
 *
 * functions_time.c
 *	  Functions of dates and times, and sums with intervals.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/print.h"
#include "utils/formatting.h"

/* A field of a date or time: extract() and what is done with it. */
typedef struct Field
{
	const char *name;			/* of the function, or the unit of EXTRACT */
	const char *sql;			/* with %s for the value */
	bool		clock;			/* of the time of day */
	CvgStrength strength;
} Field;

static const Field fields[] = {
	{"year", "extract(year from %s)::int", false, CVG_CAST},
	{"month", "extract(month from %s)::int", false, CVG_CAST},
	{"day", "extract(day from %s)::int", false, CVG_CAST},
	{"dayofmonth", "extract(day from %s)::int", false, CVG_CAST},
	{"quarter", "extract(quarter from %s)::int", false, CVG_CAST},
	{"dayofyear", "extract(doy from %s)::int", false, CVG_CAST},
	{"dayofweek", "extract(dow from %s)::int + 1", false, CVG_ADD},
	{"weekday", "extract(isodow from %s)::int - 1", false, CVG_ADD},
	{"weekofyear", "extract(week from %s)::int", false, CVG_CAST},
	{"hour", "extract(hour from %s)::int", true, CVG_CAST},
	{"minute", "extract(minute from %s)::int", true, CVG_CAST},
	{"second", "floor(extract(second from %s))::int", true, CVG_CAST},
	{"microsecond", "extract(microseconds from %s)::int %% 1000000", true, CVG_MULTIPLY},
	{NULL, NULL, false, CVG_ANY}
};

/* Units of intervals: the argument of make_interval() and how many of it. */
typedef struct Unit
{
	const char *name;
	const char *word;			/* in an interval literal */
	const char *argument;
	int			times;
	bool		clock;
} Unit;

static const Unit units[] = {
	{"microsecond", "microseconds", NULL, 1, true},
	{"second", "seconds", "secs", 1, true},
	{"minute", "minutes", "mins", 1, true},
	{"hour", "hours", "hours", 1, true},
	{"day", "days", "days", 1, false},
	{"week", "weeks", "weeks", 1, false},
	{"month", "months", "months", 1, false},
	{"quarter", "months", "months", 3, false},
	{"year", "years", "years", 1, false},
	{NULL, NULL, NULL, 0, false}
};

static CvgTerm *PrintNow(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintField(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *FieldOf(CvgPrinter *printer, const char *name, CvgTerm *arg);
static CvgTerm *PrintWeek(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintDate(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintDateAdd(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintTimestampAdd(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintDatediff(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintTimestampDiff(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintToDays(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintLastDay(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintUnixTimestamp(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintFromUnixtime(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintDateFormat(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static CvgTerm *PrintDayname(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs);
static const char *AsDate(CvgPrinter *printer, CvgTerm *moment, CvgStrength strength);
static char *IntervalLiteral(const char *value, const Unit *unit, bool minus);

const CvgFunction cvg_time_functions[] = {
	{"now", 0, 1, PrintNow},
	{"current_timestamp", 0, 1, PrintNow},
	{"localtime", 0, 1, PrintNow},
	{"localtimestamp", 0, 1, PrintNow},
	{"utc_timestamp", 0, 1, PrintNow},
	{"curdate", 0, 0, PrintNow},
	{"current_date", 0, 0, PrintNow},
	{"utc_date", 0, 0, PrintNow},
	{"curtime", 0, 1, PrintNow},
	{"current_time", 0, 1, PrintNow},
	{"utc_time", 0, 1, PrintNow},
	{"year", 1, 1, PrintField},
	{"month", 1, 1, PrintField},
	{"day", 1, 1, PrintField},
	{"dayofmonth", 1, 1, PrintField},
	{"quarter", 1, 1, PrintField},
	{"dayofyear", 1, 1, PrintField},
	{"dayofweek", 1, 1, PrintField},
	{"weekday", 1, 1, PrintField},
	{"weekofyear", 1, 1, PrintField},
	{"hour", 1, 1, PrintField},
	{"minute", 1, 1, PrintField},
	{"second", 1, 1, PrintField},
	{"microsecond", 1, 1, PrintField},
	{"extract", 1, 1, PrintField},
	{"week", 1, 2, PrintWeek},
	{"date", 1, 1, PrintDate},
	{"date_add", 2, 2, PrintDateAdd},
	{"date_sub", 2, 2, PrintDateAdd},
	{"adddate", 2, 2, PrintDateAdd},
	{"subdate", 2, 2, PrintDateAdd},
	{"timestampadd", 2, 2, PrintTimestampAdd},
	{"datediff", 2, 2, PrintDatediff},
	{"timestampdiff", 2, 2, PrintTimestampDiff},
	{"to_days", 1, 1, PrintToDays},
	{"last_day", 1, 1, PrintLastDay},
	{"unix_timestamp", 0, 1, PrintUnixTimestamp},
	{"from_unixtime", 1, 1, PrintFromUnixtime},
	{"date_format", 2, 2, PrintDateFormat},
	{"dayname", 1, 1, PrintDayname},
	{"monthname", 1, 1, PrintDayname},
	{NULL, 0, 0, NULL}
};

/* The present, in as many digits of seconds as asked for. */
static CvgTerm *
PrintNow(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	bool		utc = strncmp(node->name, "utc", 3) == 0;
	bool		date = strstr(node->name, "date") != NULL;
	bool		clock = strstr(node->name, "time") != NULL && strstr(node->name, "timestamp") == NULL &&
		strcmp(node->name, "localtime") != 0;
	int64		digits = 0;
	CvgTerm    *term;
	const char *source;

	if (nargs == 1 && (!CvgTermInteger(args[0], &digits) || digits < 0 || digits > 6))
		return CvgTermFail(printer, CVG_P_SYNTAX, "%s() takes at most 6 digits", node->name);
	CvgNeedsVolatile(printer, psprintf("%s()", node->name));
	source = psprintf("CURRENT_TIMESTAMP(%d)", (int) digits);
	if (date)
		return utc ? CvgTermMake(CVG_KIND_DATE, CVG_CAST, "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')::date") :
			CvgTermMake(CVG_KIND_DATE, CVG_ATOM, "CURRENT_DATE");
	if (clock)
		return utc ? CvgTermMake(CVG_KIND_TIME, CVG_CAST, "(%s AT TIME ZONE 'UTC')::time", source) :
			CvgTermMake(CVG_KIND_TIME, CVG_ATOM, "LOCALTIME(%d)", (int) digits);
	if (utc)
		term = CvgTermMake(CVG_KIND_TIMESTAMP, CVG_ATOM, "(%s AT TIME ZONE 'UTC')", source);
	else if (printer->result_kind == CVG_KIND_TIMESTAMPTZ)
		term = CvgTermMake(CVG_KIND_TIMESTAMPTZ, CVG_ATOM, "%s", source);
	else
		term = CvgTermMake(CVG_KIND_TIMESTAMP, CVG_ATOM, "LOCALTIMESTAMP(%d)", (int) digits);
	term->type = psprintf("timestamp(%d)", (int) digits);
	return term;
}

static CvgTerm *
PrintField(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	if (strcmp(node->name, "extract") != 0)
		return FieldOf(printer, node->name, args[0]);
	if (strcmp(node->text, "year_month") == 0)
	{
		CvgTerm    *year = FieldOf(printer, "year", args[0]);
		CvgTerm    *month = FieldOf(printer, "month", args[0]);
		CvgTerm    *term = CvgTermMake(CVG_KIND_INTEGER, CVG_ADD, "%s * 100 + %s", year->sql, month->sql);

		term->bits = 31;
		term->positive = true;
		return term;
	}
	if (args[0]->kind == CVG_KIND_INTERVAL)
		return CvgTermFail(printer, CVG_P_INEXACT, "EXTRACT of a time that may be negative or of several days is not translated");
	if (strcmp(node->text, "week") == 0 || strncmp(node->text, "dayof", 5) == 0 ||
		strncmp(node->text, "week", 4) == 0)
		return CvgTermFail(printer, CVG_P_INEXACT, "the unit %s of EXTRACT is not translated", node->text);
	return FieldOf(printer, node->text, args[0]);
}

static CvgTerm *
FieldOf(CvgPrinter *printer, const char *name, CvgTerm *arg)
{
	const Field *field = fields;
	CvgTerm    *term;
	bool		clock = arg->kind == CVG_KIND_TIME || arg->kind == CVG_KIND_INTERVAL;

	while (field->name != NULL && strcmp(field->name, name) != 0)
		field++;
	if (field->name == NULL)
		return CvgTermFail(printer, CVG_P_INEXACT, "the unit %s of EXTRACT is not translated", name);
	if (!clock || !field->clock)
		arg = CvgAsMoment(printer, arg);
	if (arg->kind == CVG_KIND_TIMESTAMPTZ)
		CvgNeedsVolatile(printer, "the local time of a timestamp with time zone");
	if (arg->kind == CVG_KIND_UNKNOWN || (field->clock && arg->kind == CVG_KIND_DATE))
		return arg->kind == CVG_KIND_UNKNOWN ? arg :
			CvgTermFail(printer, CVG_P_TYPES, "%s() of a date is not translated", name);
	term = CvgTermMake(CVG_KIND_INTEGER, field->strength, field->sql,
					   arg->kind == CVG_KIND_INTERVAL ? psprintf("greatest(%s, -%s)", arg->sql, CvgTermOperand(arg, CVG_CAST)) :
					   arg->sql);
	term->bits = 20;
	term->positive = true;
	return term;
}

/* Only the weeks of ISO 8601. */
static CvgTerm *
PrintWeek(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	int64		mode = 0;

	if (nargs == 1 || !CvgTermInteger(args[1], &mode) || mode != 3)
		return CvgTermFail(printer, CVG_P_INEXACT, "week() is only translated in mode 3");
	return FieldOf(printer, "weekofyear", args[0]);
}

static CvgTerm *
PrintDate(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *moment = CvgAsMoment(printer, args[0]);

	if (moment->kind == CVG_KIND_DATE || moment->kind == CVG_KIND_UNKNOWN)
		return moment;
	return CvgTermMake(CVG_KIND_DATE, CVG_CAST, "%s", AsDate(printer, moment, CVG_CAST));
}

/* The SQL of the value as a date. */
static const char *
AsDate(CvgPrinter *printer, CvgTerm *moment, CvgStrength strength)
{
	if (moment->kind == CVG_KIND_DATE || moment->kind == CVG_KIND_UNKNOWN)
		return CvgTermOperand(moment, strength);
	if (moment->kind == CVG_KIND_TIMESTAMPTZ)
		CvgNeedsVolatile(printer, "the local date of a timestamp with time zone");
	return psprintf("%s::date", CvgTermOperand(moment, CVG_CAST));
}

/* date_add(d, interval 1 day), adddate(d, 1) */
static CvgTerm *
PrintDateAdd(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	const CvgNode *second = lsecond(node->args);
	bool		minus = strstr(node->name, "sub") != NULL;
	CvgNode    *days;

	if (args[0] == NULL)
		return CvgTermFail(printer, CVG_P_SYNTAX, "an interval cannot stand where it stands");
	if (second->kind == CVG_NODE_INTERVAL)
		return CvgPrintIntervalSum(printer, args[0], second, minus);
	if (strncmp(node->name, "date_", 5) == 0)
		return CvgTermFail(printer, CVG_P_SYNTAX, "%s() needs an interval", node->name);
	days = palloc0(sizeof(CvgNode));
	days->kind = CVG_NODE_INTERVAL;
	days->name = "day";
	days->args = list_make1(unconstify(CvgNode *, second));
	return CvgPrintIntervalSum(printer, args[0], days, minus);
}

static CvgTerm *
PrintTimestampAdd(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgNode    *interval = palloc0(sizeof(CvgNode));

	interval->kind = CVG_NODE_INTERVAL;
	interval->name = node->text;
	interval->args = list_make1(linitial(node->args));
	return CvgPrintIntervalSum(printer, args[1], interval, false);
}

/*
 * A date plus days stays a date, plus hours it becomes a timestamp.  Beyond
 * the year 9999 MySQL gives NULL and PostgreSQL the date.
 */
CvgTerm *
CvgPrintIntervalSum(CvgPrinter *printer, CvgTerm *moment, const CvgNode *interval, bool minus)
{
	CvgTerm    *base = CvgAsMoment(printer, moment);
	CvgTerm    *count;
	const Unit *unit = units;
	const char *value;
	CvgTerm    *term;
	bool		date;

	while (unit->name != NULL && strcmp(unit->name, interval->name) != 0)
		unit++;
	if (unit->name == NULL)
		return CvgTermFail(printer, CVG_P_INEXACT, "an interval in units of %s is not translated", interval->name);
	count = CvgAsNumber(printer, CvgPrint(printer, linitial(interval->args)));
	if (base->kind == CVG_KIND_UNKNOWN || count->kind == CVG_KIND_UNKNOWN)
		return CvgTermMake(CVG_KIND_UNKNOWN, CVG_ATOM, "NULL");
	if (count->kind != CVG_KIND_INTEGER || CvgTermString(moment) != NULL)
		return CvgTermFail(printer, CVG_P_TYPES, "this sum of a date and an interval is not translated: %.80s", moment->sql);
	if (base->kind == CVG_KIND_TIMESTAMPTZ)
		CvgNeedsVolatile(printer, "a sum of a timestamp with time zone and an interval");
	date = base->kind == CVG_KIND_DATE && !unit->clock;
	if (strspn(count->sql, "-0123456789") == strlen(count->sql) && strlen(count->sql) < 10)
		value = IntervalLiteral(count->sql, unit, minus);
	else if (unit->argument == NULL)
		return CvgTermFail(printer, CVG_P_INEXACT, "an interval of microseconds must be constant");
	else
		value = psprintf("%c make_interval(%s => %s%s%s)", minus ? '-' : '+', unit->argument,
						 CvgTermOperand(count, unit->times > 1 ? CVG_MULTIPLY : count->bits > 31 ? CVG_CAST : CVG_ANY),
						 count->bits > 31 ? "::int" : "",
						 unit->times > 1 ? psprintf(" * %d", unit->times) : "");
	term = CvgTermMake(date ? CVG_KIND_DATE : base->kind == CVG_KIND_DATE ? CVG_KIND_TIMESTAMP : base->kind,
					   date ? CVG_CAST : CVG_ADD, date ? "(%s %s)::date" : "%s %s",
					   CvgTermOperand(base, CVG_ADD), value);
	if (!date && base->kind != CVG_KIND_DATE && strcmp(unit->name, "microsecond") != 0)
		term->type = base->type;
	return term;
}

/* "+ interval '1 day'" */
static char *
IntervalLiteral(const char *value, const Unit *unit, bool minus)
{
	int64		count = strtoll(value, NULL, 10) * unit->times;
	const char *word = unit->word;

	if (count < 0)
	{
		minus = !minus;
		count = -count;
	}
	return psprintf("%c interval '" INT64_FORMAT " %.*s'", minus ? '-' : '+', count,
					(int) strlen(word) - (count == 1 ? 1 : 0), word);
}

static CvgTerm *
PrintDatediff(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	const char *to = AsDate(printer, CvgAsMoment(printer, args[0]), CVG_ADD);
	const char *from = AsDate(printer, CvgAsMoment(printer, args[1]), CVG_MULTIPLY);
	CvgTerm    *term = CvgTermMake(CVG_KIND_INTEGER, CVG_ADD, "%s - %s", to, from);

	term->bits = 23;
	return term;
}

/* Whole units between two moments, cut off towards zero. */
static CvgTerm *
PrintTimestampDiff(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	static const struct
	{
		const char *name;
		int			seconds;
		int			months;
	}			spans[] = {
		{"second", 1, 0}, {"minute", 60, 0}, {"hour", 3600, 0}, {"day", 86400, 0},
		{"week", 604800, 0}, {"month", 0, 1}, {"quarter", 0, 3}, {"year", 0, 12}
	};
	const char *ends[2];
	CvgTerm    *term;
	int			i = 0;

	while (i < lengthof(spans) && strcmp(spans[i].name, node->text) != 0)
		i++;
	if (i == lengthof(spans))
		return CvgTermFail(printer, CVG_P_INEXACT, "a difference in units of %s is not translated", node->text);
	for (int j = 0; j < 2; j++)
	{
		CvgTerm    *moment = CvgAsMoment(printer, args[j]);

		if (moment->kind == CVG_KIND_TIMESTAMPTZ)
			CvgNeedsVolatile(printer, "the local time of a timestamp with time zone");
		ends[j] = CvgTermOperand(moment, CVG_CAST);
		if (moment->kind != CVG_KIND_TIMESTAMP)
			ends[j] = psprintf("%s::timestamp", ends[j]);
	}
	if (spans[i].seconds == 1)
		term = CvgTermMake(CVG_KIND_INTEGER, CVG_CAST, "trunc(extract(epoch from %s - %s))::bigint", ends[1], ends[0]);
	else if (spans[i].seconds > 0)
		term = CvgTermMake(CVG_KIND_INTEGER, CVG_CAST, "trunc(extract(epoch from %s - %s) / %d)::bigint",
						   ends[1], ends[0], spans[i].seconds);
	else if (spans[i].months == 12)
		term = CvgTermMake(CVG_KIND_INTEGER, CVG_CAST, "extract(year from age(%s, %s))::int", ends[1], ends[0]);
	else
		term = CvgTermMake(CVG_KIND_INTEGER, spans[i].months == 1 ? CVG_ADD : CVG_MULTIPLY,
						   spans[i].months == 1 ?
						   "extract(year from age(%s, %s))::int * 12 + extract(month from age(%s, %s))::int" :
						   "(extract(year from age(%s, %s))::int * 12 + extract(month from age(%s, %s))::int) / 3",
						   ends[1], ends[0], ends[1], ends[0]);
	term->bits = 40;
	return term;
}

/* Days since the year 0. */
static CvgTerm *
PrintToDays(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *term = CvgTermMake(CVG_KIND_INTEGER, CVG_ADD, "%s - date '0001-01-01' + 366",
								   AsDate(printer, CvgAsMoment(printer, args[0]), CVG_ADD));

	term->bits = 23;
	return term;
}

static CvgTerm *
PrintLastDay(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *moment = CvgAsMoment(printer, args[0]);
	const char *sql = moment->sql;

	if (moment->kind == CVG_KIND_TIMESTAMPTZ)
		CvgNeedsVolatile(printer, "the local date of a timestamp with time zone");
	if (moment->kind != CVG_KIND_TIMESTAMP)
		sql = psprintf("%s::timestamp", CvgTermOperand(moment, CVG_CAST));
	return CvgTermMake(CVG_KIND_DATE, CVG_CAST, "(date_trunc('month', %s) + interval '1 month - 1 day')::date", sql);
}

static CvgTerm *
PrintUnixTimestamp(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *term;

	CvgNeedsVolatile(printer, psprintf("%s()", node->name));
	if (nargs == 0)
		term = CvgTermMake(CVG_KIND_INTEGER, CVG_CAST, "floor(extract(epoch from CURRENT_TIMESTAMP))::bigint");
	else if (args[0]->kind == CVG_KIND_TIMESTAMPTZ && args[0]->type != NULL && strstr(args[0]->type, "(0)") != NULL)
		term = CvgTermMake(CVG_KIND_INTEGER, CVG_CAST, "extract(epoch from %s)::bigint", args[0]->sql);
	else if (args[0]->kind == CVG_KIND_TIMESTAMPTZ)
	{
		term = CvgTermMake(CVG_KIND_NUMERIC, CVG_ATOM, "extract(epoch from %s)", args[0]->sql);
		term->scale = 6;
	}
	else
		return CvgTermFail(printer, CVG_P_INEXACT, "unix_timestamp() is only translated of a timestamp with time zone");
	term->positive = true;
	return term;
}

static CvgTerm *
PrintFromUnixtime(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *number = CvgAsNumber(printer, args[0]);

	CvgNeedsVolatile(printer, psprintf("%s()", node->name));
	if (number->kind != CVG_KIND_INTEGER)
		return CvgTermFail(printer, CVG_P_TYPES, "from_unixtime() is only translated of an integer");
	if (number->positive)
		return CvgTermMake(CVG_KIND_TIMESTAMP, CVG_CAST, "to_timestamp(%s)::timestamp", number->sql);
	return CvgTermMake(CVG_KIND_TIMESTAMP, CVG_CAST, "to_timestamp(CASE WHEN %s >= 0 THEN %s END)::timestamp",
					   CvgTermOperand(number, CVG_LIKE), number->sql);
}

static CvgTerm *
PrintDateFormat(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	CvgTerm    *moment = CvgAsMoment(printer, args[0]);
	const char *format = CvgTermString(args[1]);

	if (format == NULL)
		return CvgTermFail(printer, CVG_P_INEXACT, "the format of date_format() must be a constant");
	return CvgMomentFormat(printer, moment, format);
}

static CvgTerm *
PrintDayname(CvgPrinter *printer, const CvgNode *node, CvgTerm **args, int nargs)
{
	return CvgMomentFormat(printer, CvgAsMoment(printer, args[0]), *node->name == 'd' ? "%W" : "%M");
}
