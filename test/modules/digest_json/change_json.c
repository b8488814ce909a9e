/*-------------------------------------------------------------------------
 *
 * change_json.c
 *	  A random change of a JSON document in one place.
 *
 * The values and keys of the document are looked up first; then one of them
 * is changed, or two are set in relation.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "change_json.h"

/* A value or key of a document */
typedef struct Span
{
	int			start;
	int			end;
	bool		key;
} Span;

typedef struct Change
{
	pg_prng_state *random;
	StringInfo	doc;
	Span	   *spans;
	int			nspans;
} Change;

static void FindSpans(Change *change);
static int	EndOfScalar(const Change *change, int start);
static const Span *Pick(Change *change, bool key);
static void Replace(Change *change, int start, int end, const char *bytes, int len);
static void Copy(Change *change, const Span *from, int start, int end, const char *behind);
static void Swap(Change *change, const Span *a, const Span *b);
static void ChangeByte(Change *change, const Span *span);
static void Respell(Change *change, const Span *span);
static void MoveBracket(Change *change, const Span *span, const Span *to);
static void CopyMember(Change *change, const Span *key, const Span *to);
static void PutSpecial(Change *change, const Span *span);
static void Remove(Change *change, const Span *span);

/* 0 .. n - 1 */
static int
Below(Change *change, int n)
{
	return (int) pg_prng_uint64_range(change->random, 0, n - 1);
}

static bool
IsBlank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void
ChangeJson(pg_prng_state *random, StringInfo doc)
{
	Change		change = {random, doc, NULL, 0};
	const Span *a;
	const Span *b;
	const Span *key_a;
	const Span *key_b;

	FindSpans(&change);
	a = Pick(&change, false);
	b = Pick(&change, false);
	key_a = Pick(&change, true);
	key_b = Pick(&change, true);
	if (a == NULL)
		return;

	switch (Below(&change, key_a != NULL ? 14 : 10))
	{
		case 0:
			Swap(&change, a, b);
			break;
		case 1:
			Copy(&change, a, b->start, b->end, "");
			break;
		case 2:
			Copy(&change, a, b->start, b->start, ",");
			break;
		case 3:
			Replace(&change, a->end, a->end, "]", 1);
			Replace(&change, a->start, a->start, "[", 1);
			break;
		case 4:
			Replace(&change, a->end, a->end, "}", 1);
			Replace(&change, a->start, a->start, "{\"\":", 4);
			break;
		case 5:
			ChangeByte(&change, a);
			break;
		case 6:
			Respell(&change, a);
			break;
		case 7:
			MoveBracket(&change, a, b);
			break;
		case 8:
			PutSpecial(&change, a);
			break;
		case 9:
			Remove(&change, a);
			break;
		case 10:
			Swap(&change, key_a, key_b);
			break;
		case 11:
			Copy(&change, key_a, key_b->start, key_b->end, "");
			break;
		case 12:
			ChangeByte(&change, key_a);
			break;
		default:
			CopyMember(&change, key_a, key_b);
	}
}

static void
FindSpans(Change *change)
{
	const char *data = change->doc->data;
	int			len = change->doc->len;
	int		   *open = palloc(sizeof(int) * (len + 1));
	int			depth = 0;

	change->spans = palloc(sizeof(Span) * (len + 1));
	for (int i = 0; i < len; i++)
	{
		Span	   *span = &change->spans[change->nspans];

		if (IsBlank(data[i]) || data[i] == ',' || data[i] == ':')
			continue;
		if (data[i] == ']' || data[i] == '}')
		{
			if (depth > 0)
				change->spans[open[--depth]].end = i + 1;
			continue;
		}
		span->start = i;
		span->end = i + 1;
		span->key = false;
		if (data[i] == '[' || data[i] == '{')
			open[depth++] = change->nspans;
		else
		{
			int			next;

			span->end = next = EndOfScalar(change, i);
			while (next < len && IsBlank(data[next]))
				next++;
			span->key = data[i] == '"' && next < len && data[next] == ':';
			i = span->end - 1;
		}
		change->nspans++;
	}
}

static int
EndOfScalar(const Change *change, int start)
{
	const char *data = change->doc->data;
	int			len = change->doc->len;
	int			i = start + 1;

	if (data[start] == '"')
	{
		while (i < len && data[i] != '"')
			i += data[i] == '\\' ? 2 : 1;
		return Min(i + 1, len);
	}
	while (i < len && strchr(",:[]{}\" \t\r\n", data[i]) == NULL)
		i++;
	return i;
}

/* A random key, or a value; NULL if there is none. */
static const Span *
Pick(Change *change, bool key)
{
	int			n = 0;
	const Span *picked = NULL;

	for (int i = 0; i < change->nspans; i++)
	{
		if (change->spans[i].key == key && Below(change, ++n) == 0)
			picked = &change->spans[i];
	}
	return picked;
}

/* The bytes are not of the document. */
static void
Replace(Change *change, int start, int end, const char *bytes, int len)
{
	StringInfo	doc = change->doc;
	int			rest = doc->len - end;

	enlargeStringInfo(doc, len);
	memmove(doc->data + start + len, doc->data + end, rest);
	memcpy(doc->data + start, bytes, len);
	doc->len = start + len + rest;
	doc->data[doc->len] = '\0';
}

static char *
TextOf(Change *change, const Span *span)
{
	return pnstrdup(change->doc->data + span->start, span->end - span->start);
}

static void
Copy(Change *change, const Span *from, int start, int end, const char *behind)
{
	char	   *text = psprintf("%s%s", TextOf(change, from), behind);

	Replace(change, start, end, text, strlen(text));
}

/* If one is in the other, the inner one takes the place of both. */
static void
Swap(Change *change, const Span *a, const Span *b)
{
	char	   *text_a = TextOf(change, a);
	char	   *text_b = TextOf(change, b);

	if (a->start > b->start)
	{
		Swap(change, b, a);
		return;
	}
	if (b->start < a->end)
		Replace(change, a->start, a->end, text_b, b->end - b->start);
	else
	{
		Replace(change, b->start, b->end, text_a, a->end - a->start);
		Replace(change, a->start, a->end, text_b, b->end - b->start);
	}
}

/* Change, insert or remove a byte of a value, or of what it holds. */
static void
ChangeByte(Change *change, const Span *span)
{
	static const char bytes[] = "0123456789.-eEaz\\\"/ \303\251";
	int			at = span->start + Below(change, span->end - span->start);

	Replace(change, at, at + (Below(change, 3) > 0 ? 1 : 0),
			&bytes[Below(change, sizeof(bytes) - 1)], Below(change, 3) > 0 ? 1 : 0);
}

/* Say the same in another way: a number, a letter, blanks. */
static void
Respell(Change *change, const Span *span)
{
	static const char *const numbers[] = {"e0", "E+0", "e-0", ".0", "0", ".000e0", "0e-1"};
	const char *data = change->doc->data;
	char		first = data[span->start];

	if (first == '-' || (first >= '0' && first <= '9'))
	{
		const char *more = numbers[Below(change, lengthof(numbers))];

		Replace(change, span->end, span->end, more, strlen(more));
	}
	else if (first == '"')
	{
		int			at = span->start + Below(change, span->end - span->start);
		unsigned char c = data[at];

		if (c < 0x80)
		{
			char	   *escape = psprintf("\\u%04X", c);

			Replace(change, at, at + 1, escape, strlen(escape));
		}
	}
	else
		Replace(change, span->start, span->start, " \n", 2);
}

/* Let a container end behind another value. */
static void
MoveBracket(Change *change, const Span *span, const Span *to)
{
	char		bracket = change->doc->data[span->end - 1];

	if (to->end > span->start && to->end < span->end)
	{
		Replace(change, span->end - 1, span->end, "", 0);
		Replace(change, to->end, to->end, &bracket, 1);
	}
	else if (to->end >= span->end)
	{
		Replace(change, to->end, to->end, &bracket, 1);
		Replace(change, span->end - 1, span->end, "", 0);
	}
}

/* Copy a member to before another one, of the same object or of one else. */
static void
CopyMember(Change *change, const Span *key, const Span *to)
{
	Span		member = *key;

	for (int i = 0; i < change->nspans; i++)
	{
		if (change->spans[i].start >= key->end)
		{
			member.end = change->spans[i].end;
			break;
		}
	}
	Copy(change, &member, to->start, to->start, ",");
}

static void
PutSpecial(Change *change, const Span *span)
{
	static const char *const special[] = {
		"null", "true", "false", "\"\"", "\"null\"", "\"0\"", "0", "-0", "1", "\"1\"",
		"[]", "{}", "[[]]", "[{}]", "{\"\":null}", "{\"\":\"\"}", "[null]", "[\"\"]", "[0]",
		"1e-7", "1.7976931348623157e308", "0.1", "10000000000000000000", "9999999999999999999"
	};
	const char *value = special[Below(change, lengthof(special))];

	Replace(change, span->start, span->end, value, strlen(value));
}

/* Remove a value and the comma behind it. */
static void
Remove(Change *change, const Span *span)
{
	int			end = span->end;

	while (end < change->doc->len && IsBlank(change->doc->data[end]))
		end++;
	if (end < change->doc->len && change->doc->data[end] == ',')
		end++;
	Replace(change, span->start, end, "", 0);
}
