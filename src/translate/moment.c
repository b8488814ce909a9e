/*-------------------------------------------------------------------------
 *
 * moment.c
 *	  Dates and times as text, and texts as dates and times.
 *
 * PostgreSQL's conversions between them depend on settings.  Where the
 * result must be immutable, the text is put together from the fields.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "translate/print.h"

typedef struct Moment
{
	int			year,
				month,
				day;
	bool		timed;			/* has a time of day */
} Moment;

/* A letter of DATE_FORMAT: to_char's pattern, and an immutable way. */
typedef struct FormatPart
{
	char		letter;
	const char *pattern;
	const char *field;			/* of extract(), or NULL */
	int			digits;
} FormatPart;

static const FormatPart format_parts[] = {
	{'Y', "YYYY", "year", 4}, {'m', "MM", "month", 2}, {'d', "DD", "day", 2},
	{'H', "HH24", "hour", 2}, {'i', "MI", "minute", 2}, {'s', "SS", "second", 2},
	{'S', "SS", "second", 2}, {'c', "FMMM", "month", 0}, {'e', "FMDD", "day", 0},
	{'k', "FMHH24", "hour", 0}, {'j', "DDD", "doy", 3}, {'f', "US", NULL, 0},
	{'y', "YY", NULL, 0}, {'M', "FMMonth", NULL, 0}, {'b', "Mon", NULL, 0},
	{'W', "FMDay", NULL, 0}, {'a', "Dy", NULL, 0}, {'h', "HH12", NULL, 0},
	{'I', "HH12", NULL, 0}, {'l', "FMHH12", NULL, 0}, {'p', "AM", NULL, 0},
	{'T', "HH24:MI:SS", NULL, 0}, {'r', "HH12:MI:SS AM", NULL, 0},
	{'v', "IW", "week", 2}, {'x', "IYYY", "isoyear", 4}, {0}
};

static bool MomentRead(const char *text, Moment *moment);
static bool DigitsRead(const char **text, int least, int most, int *value);
static bool ClockRead(const char *text, int most_hours);
static CvgTerm *FieldsText(CvgPrinter *printer, CvgTerm *term, const char *format);
static const FormatPart *FindPart(char letter);
static void AddPiece(StringInfo buf, const char *piece);

/*
 * A literal of that kind, or of the kind that the text looks like.  Only the
 * spelling that both systems read in the same way, and only days that exist.
 */
CvgTerm *
CvgMomentLiteral(CvgPrinter *printer, const char *text, CvgKind kind)
{
	Moment		moment;
	const char *type = "timestamp";

	if (kind == CVG_KIND_TIME || kind == CVG_KIND_INTERVAL)
	{
		bool		negative = *text == '-' && kind == CVG_KIND_INTERVAL;

		if (!ClockRead(text +(negative ? 1 : 0), kind == CVG_KIND_TIME ? 23 : 838))
			return CvgTermFail(printer, CVG_P_LITERAL, "\"%.100s\" is not a plain time of day", text);
		return CvgTermMake(kind, CVG_ATOM, "%s '%s'", kind == CVG_KIND_TIME ? "time" : "interval", text);
	}
	if (!MomentRead(text, &moment))
		return CvgTermFail(printer, CVG_P_TYPES, "\"%.100s\" is not a plain date or time", text);
	if (kind == CVG_KIND_UNKNOWN)
		kind = moment.timed ? CVG_KIND_TIMESTAMP : CVG_KIND_DATE;
	if (kind == CVG_KIND_DATE && moment.timed)
		return CvgTermFail(printer, CVG_P_LITERAL, "\"%.100s\" is not a plain date", text);
	if (kind == CVG_KIND_DATE)
		type = "date";
	else if (kind == CVG_KIND_TIMESTAMPTZ)
	{
		/* which instant it is depends on the session, in both systems */
		CvgNeedsVolatile(printer, "a timestamp without its zone");
		type = "timestamptz";
	}
	return CvgTermMake(kind, CVG_ATOM, "%s '%s'", type, text);
}

/* YYYY-MM-DD, perhaps with hh:mm[:ss[.ffffff]] after a space or a T */
static bool
MomentRead(const char *text, Moment *moment)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool		leap;

	if (!DigitsRead(&text, 4, 4, &moment->year) || *text ++!= '-' ||
		!DigitsRead(&text, 2, 2, &moment->month) || *text ++!= '-' ||
		!DigitsRead(&text, 2, 2, &moment->day))
		return false;
	leap = moment->year % 4 == 0 && (moment->year % 100 != 0 || moment->year % 400 == 0);
	if (moment->year < 1 || moment->month < 1 || moment->month > 12 || moment->day < 1 ||
		moment->day > days[moment->month - 1] + (leap && moment->month == 2 ? 1 : 0))
		return false;
	moment->timed = *text !='\0';
	return !moment->timed || ((*text == ' ' || *text == 'T') &&ClockRead(text +1, 23));
}

static bool
ClockRead(const char *text, int most_hours)
{
	int			hours,
				minutes,
				seconds,
				fraction;

	if (!DigitsRead(&text, 2, 3, &hours) || hours > most_hours || *text ++!= ':' ||
		!DigitsRead(&text, 2, 2, &minutes) || minutes > 59)
		return false;
	if (*text == '\0')
		return true;
	if (*text ++!= ':' || !DigitsRead(&text, 2, 2, &seconds) || seconds > 59)
		return false;
	if (*text == '.' && (text ++, !DigitsRead(&text, 1, 6, &fraction)))
		return false;
	return *text == '\0';
}

static bool
DigitsRead(const char **text, int least, int most, int *value)
{
	int			count = 0;

	*value = 0;
	while (count < most && isdigit((unsigned char) **text))
	{
		*value = *value * 10 + *(*text) ++- '0';
		count++;
	}
	return count >= least;
}

/* As MySQL converts dates to strings. */
CvgTerm *
CvgMomentText(CvgPrinter *printer, CvgTerm *term)
{
	const char *paren = term->type != NULL ? strchr(term->type, '(') : NULL;
	int			digits = paren != NULL ? atoi(paren + 1) : -1;

	if (term->kind == CVG_KIND_DATE)
		return CvgMomentFormat(printer, term, "%Y-%m-%d");
	if (digits == 0)
		return CvgMomentFormat(printer, term, "%Y-%m-%d %H:%i:%s");
	if (digits == 6 && CvgNeedsVolatile(printer, "the text of a timestamp"))
		return CvgMomentFormat(printer, term, "%Y-%m-%d %H:%i:%s.%f");
	return CvgTermFail(printer, CVG_P_TYPES,
					   "the text of a timestamp with %s digits of seconds has no plain counterpart",
					   digits < 0 ? "an unknown number of" : "other than 0 or 6");
}

/* DATE_FORMAT with a constant format. */
CvgTerm *
CvgMomentFormat(CvgPrinter *printer, CvgTerm *term, const char *format)
{
	StringInfoData buf;
	bool		quoted = false;
	char		last = '\0';

	if (printer->immutable)
		return FieldsText(printer, term, format);
	initStringInfo(&buf);
	for (const char *p = format; *p != '\0'; p++)
	{
		const FormatPart *part = *p == '%' && p[1] != '\0' ? FindPart(p[1]) : NULL;

		if (*p == '%' && part == NULL && p[1] != '%')
			return CvgTermFail(printer, CVG_P_INEXACT, "date format \"%.100s\" has no counterpart", format);
		if (*p == '%')
			p++;
		if ((part == NULL && isalpha((unsigned char) *p)) != quoted &&
			(part != NULL || isalpha((unsigned char) *p)))
		{
			appendStringInfoChar(&buf, '"');
			quoted = !quoted;
		}
		if (part != NULL)
		{
			/* two patterns of one letter would be read as another one */
			if (part->pattern[0] == last)
				appendStringInfoString(&buf, "\"\"");
			appendStringInfoString(&buf, part->pattern);
			last = buf.data[buf.len - 1];
		}
		else
		{
			/* a backslash stands for itself, except in quotes and before one */
			if (*p == '"' || (*p == '\\' && (quoted || p[1] == '"')))
				appendStringInfoChar(&buf, '\\');
			appendStringInfoChar(&buf, *p);
			last = '\0';
		}
	}
	if (quoted)
		appendStringInfoChar(&buf, '"');
	return CvgTermMake(CVG_KIND_TEXT, CVG_ATOM, "to_char(%s, %s)", term->sql, CvgQuoteString(buf.data));
}

/* The same from the fields, immutable. */
static CvgTerm *
FieldsText(CvgPrinter *printer, CvgTerm *term, const char *format)
{
	StringInfoData buf;
	StringInfoData plain;

	if (term->kind == CVG_KIND_TIMESTAMPTZ)
		CvgNeedsVolatile(printer, "the text of a timestamp with time zone");
	initStringInfo(&buf);
	initStringInfo(&plain);
	for (const char *p = format; *p != '\0'; p++)
	{
		const FormatPart *part = *p == '%' && p[1] != '\0' ? FindPart(p[1]) : NULL;
		const char *number;

		if (*p == '%' && p[1] == 'T')
		{
			CvgTerm    *clock = FieldsText(printer, term, "%H:%i:%s");

			if (plain.len > 0)
				AddPiece(&buf, CvgQuoteString(plain.data));
			resetStringInfo(&plain);
			AddPiece(&buf, clock->sql);
			p++;
			continue;
		}
		if (*p == '%' && p[1] != '%' && (part == NULL || part->field == NULL))
			return CvgTermFail(printer, CVG_P_IMMUTABLE,
							   "date format \"%.100s\" needs a function that is not immutable", format);
		if (part == NULL)
		{
			p += *p == '%' ? 1 : 0;
			appendStringInfoChar(&plain, *p);
			continue;
		}
		if (term->kind == CVG_KIND_DATE && strchr("HisSk", part->letter) != NULL)
			number = psprintf("extract(%s from %s::timestamp)::int", part->field, CvgTermOperand(term, CVG_CAST));
		else if (strcmp(part->field, "second") == 0)
			number = psprintf("floor(extract(second from %s))::int", term->sql);
		else
			number = psprintf("extract(%s from %s)::int", part->field, term->sql);
		if (plain.len > 0)
			AddPiece(&buf, CvgQuoteString(plain.data));
		resetStringInfo(&plain);
		AddPiece(&buf, part->digits > 0 ?
				 psprintf("lpad(%s::text, %d, '0')", number, part->digits) : psprintf("%s::text", number));
		p++;
	}
	if (buf.len == 0)
		return CvgTermFail(printer, CVG_P_INEXACT, "date format \"%.100s\" has no field", format);
	if (plain.len > 0)
		AddPiece(&buf, CvgQuoteString(plain.data));
	return CvgTermMake(CVG_KIND_TEXT, CVG_OTHER, "%s", buf.data);
}

static void
AddPiece(StringInfo buf, const char *piece)
{
	appendStringInfo(buf, "%s%s", buf->len > 0 ? " || " : "", piece);
}

static const FormatPart *
FindPart(char letter)
{
	for (const FormatPart *part = format_parts; part->letter != 0; part++)
	{
		if (part->letter == letter)
			return part;
	}
	return NULL;
}
