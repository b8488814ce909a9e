/*-------------------------------------------------------------------------
 *
 * random_json.c
 *	  Random JSON documents, the same for the same seed on every machine.
 *
 * Lengths and counts are mostly small, at times around the numbers where a
 * writer of jsonb changes its ways (blocks of 16 bytes, 32 children to an
 * offset), seldom large.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "random_json.h"

typedef struct RandomState
{
	uint64		random;
	RandomJsonKind kind;
	bool		hard;			/* with what the writer declines */
	int			values;			/* left to be made */
	StringInfo	out;
} RandomState;

static void PutValue(RandomState *st, int depth);
static void PutNested(RandomState *st);
static void PutArray(RandomState *st, int depth);
static void PutObject(RandomState *st, int depth);
static int	MakeKeys(RandomState *st, StringInfoData *keys, int nkeys);
static int	CompareKeys(const void *a, const void *b);
static void MakeString(RandomState *st, StringInfo str, int len);
static void MakeCharacter(RandomState *st, StringInfo str);
static void PutString(RandomState *st, const StringInfoData *str);
static void PutEscaped(RandomState *st, unsigned char c);
static void PutMysqlNumber(RandomState *st);
static void PutAnyNumber(RandomState *st);
static void PutDigits(RandomState *st, int ndigits, bool leading_zero);
static void PutSpace(RandomState *st, const char *mysql);
static void Damage(RandomState *st);

/* splitmix64 */
static uint64
Random(RandomState *st)
{
	uint64		z = (st->random += UINT64CONST(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64CONST(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64CONST(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* 0 .. n - 1 */
static int
Below(RandomState *st, int n)
{
	return (int) (Random(st) % (uint64) n);
}

static bool
OneIn(RandomState *st, int n)
{
	return Below(st, n) == 0;
}

/* Mostly below small, at times around 16, 32 or 64, seldom up to large. */
static int
SomeSize(RandomState *st, int small, int large)
{
	if (OneIn(st, 60))
		return Below(st, large + 1);
	if (OneIn(st, 20))
		return (16 << Below(st, 3)) - 2 + Below(st, 5);
	return Below(st, small);
}

void
RandomJson(RandomJsonKind kind, uint64 seed, int max_values, StringInfo out)
{
	RandomState st = {0};

	st.random = seed;
	st.kind = kind;
	st.out = out;
	st.hard = kind != RANDOM_JSON_MYSQL && OneIn(&st, 25);
	st.values = 1 + Below(&st, max_values);
	PutSpace(&st, "");
	if (OneIn(&st, 100))
		PutNested(&st);
	else if (st.values < 20 && OneIn(&st, 3))
		PutValue(&st, 99);
	else if (OneIn(&st, 4))
		PutArray(&st, 0);
	else
		PutObject(&st, 0);
	PutSpace(&st, "");

	if (kind == RANDOM_JSON_DAMAGED)
		Damage(&st);
}

static void
PutValue(RandomState *st, int depth)
{
	StringInfoData str;

	st->values--;
	switch (Below(st, depth < 20 ? 14 : 10))
	{
		case 0:
			appendStringInfoString(st->out, "null");
			break;
		case 1:
			appendStringInfoString(st->out, OneIn(st, 2) ? "true" : "false");
			break;
		case 2:
		case 3:
		case 4:
		case 5:
			if (st->kind == RANDOM_JSON_MYSQL)
				PutMysqlNumber(st);
			else
				PutAnyNumber(st);
			break;
		case 10:
		case 11:
			PutArray(st, depth + 1);
			break;
		case 12:
		case 13:
			PutObject(st, depth + 1);
			break;
		default:
			initStringInfo(&str);
			MakeString(st, &str, SomeSize(st, 50, 2000));
			PutString(st, &str);
			pfree(str.data);
	}
}

/*
 * Containers inside of containers: MySQL allows 100.
 */
static void
PutNested(RandomState *st)
{
	int			depth = 1 + Below(st, st->hard ? 300 : 100);
	char	   *closing = palloc(depth + 1);

	for (int i = 0; i < depth; i++)
	{
		bool		object = OneIn(st, 2);

		appendStringInfoString(st->out, object ? "{\"key\": " : "[");
		closing[depth - 1 - i] = object ? '}' : ']';
	}
	closing[depth] = '\0';
	PutValue(st, 99);
	appendStringInfoString(st->out, closing);
	pfree(closing);
}

static int
ContainerSize(RandomState *st)
{
	int			size = SomeSize(st, 8, 500);

	if (st->values > 1000 && OneIn(st, 2))
		size = Below(st, st->values);
	return Min(size, Max(st->values, 0));
}

static void
PutArray(RandomState *st, int depth)
{
	int			count = ContainerSize(st);

	appendStringInfoChar(st->out, '[');
	PutSpace(st, "");
	for (int i = 0; i < count; i++)
	{
		if (i > 0)
		{
			appendStringInfoChar(st->out, ',');
			PutSpace(st, " ");
		}
		PutValue(st, depth);
		PutSpace(st, "");
	}
	appendStringInfoChar(st->out, ']');
}

static void
PutObject(RandomState *st, int depth)
{
	int			count = ContainerSize(st);
	StringInfoData *keys = palloc(sizeof(StringInfoData) * (count + 1));

	count = MakeKeys(st, keys, count);
	appendStringInfoChar(st->out, '{');
	PutSpace(st, "");
	for (int i = 0; i < count; i++)
	{
		if (i > 0)
		{
			appendStringInfoChar(st->out, ',');
			PutSpace(st, " ");
		}
		PutString(st, &keys[i]);
		PutSpace(st, "");
		appendStringInfoChar(st->out, ':');
		PutSpace(st, " ");
		PutValue(st, depth);
		PutSpace(st, "");
		pfree(keys[i].data);
	}
	appendStringInfoChar(st->out, '}');
	pfree(keys);
}

/*
 * Make keys; those of MySQL are sorted and unique.  Returns their number.
 */
static int
MakeKeys(RandomState *st, StringInfoData *keys, int nkeys)
{
	int			nunique = 0;
	bool		duplicates = OneIn(st, 4);

	for (int i = 0; i < nkeys; i++)
	{
		initStringInfo(&keys[i]);
		if (i > 0 && duplicates && OneIn(st, 3))
			appendStringInfoString(&keys[i], keys[Below(st, i)].data);
		else
			MakeString(st, &keys[i], SomeSize(st, 12, 300));
	}
	if (nkeys == 0 || (st->kind != RANDOM_JSON_MYSQL && !OneIn(st, 4)))
		return nkeys;

	qsort(keys, nkeys, sizeof(StringInfoData), CompareKeys);
	for (int i = 1; i < nkeys; i++)
	{
		if (CompareKeys(&keys[nunique], &keys[i]) != 0)
			keys[++nunique] = keys[i];
	}
	return nunique + 1;
}

static int
CompareKeys(const void *a, const void *b)
{
	const StringInfoData *key_a = a;
	const StringInfoData *key_b = b;

	if (key_a->len != key_b->len)
		return key_a->len < key_b->len ? -1 : 1;
	return memcmp(key_a->data, key_b->data, key_a->len);
}

/*
 * Make a string of at least so many bytes, not escaped.
 */
static void
MakeString(RandomState *st, StringInfo str, int len)
{
	bool		plain = OneIn(st, 2);

	while (str->len < len)
	{
		if (plain)
			appendStringInfoChar(str, 'a' + Below(st, 26));
		else
			MakeCharacter(st, str);
	}
}

static void
MakeCharacter(RandomState *st, StringInfo str)
{
	static const char *const others[] = {
		"\"", "\\", "/", "\b", "\f", "\n", "\r", "\t", "\001", "\037", "\177",
		"\u00e9", "\u0416", "\u07ff", "\u0800", "\u4e2d", "\ud7ff", "\uffff",
		"\U0001f600", "\U0010ffff"
	};

	if (OneIn(st, 8))
		appendStringInfoString(str, others[Below(st, lengthof(others))]);
	else
		appendStringInfoChar(str, ' ' + Below(st, 95));
}

/*
 * Write a string with what must be escaped, and for some kinds what may be.
 */
static void
PutString(RandomState *st, const StringInfoData *str)
{
	bool		escape = st->kind != RANDOM_JSON_MYSQL && OneIn(st, 4);

	appendStringInfoChar(st->out, '"');
	for (int i = 0; i < str->len; i++)
	{
		unsigned char c = str->data[i];

		if (c < ' ' || c == '"' || c == '\\' ||
			(escape && c < 0x80 && OneIn(st, 6)))
			PutEscaped(st, c);
		else
			appendStringInfoChar(st->out, c);
	}
	if (escape && OneIn(st, 10))
		appendStringInfo(st->out, "\\u%04X",
						 st->hard ? Below(st, 0x10000) : 1 + Below(st, 0xD7FF));
	if (st->hard && OneIn(st, 20))
		appendStringInfoString(st->out, "\\ud83d\\ude00");
	appendStringInfoChar(st->out, '"');
}

static void
PutEscaped(RandomState *st, unsigned char c)
{
	static const char named[] = "\"\\/\b\f\n\r\t";
	static const char letters[] = "\"\\/bfnrt";
	const char *found = strchr(named, c);

	if (found != NULL && (st->kind == RANDOM_JSON_MYSQL || !OneIn(st, 4)))
		appendStringInfo(st->out, "\\%c", letters[found - named]);
	else
		appendStringInfo(st->out, OneIn(st, 2) ? "\\u%04x" : "\\u%04X", c);
}

/*
 * Write a BIGINT, signed or not, a DOUBLE or a DECIMAL.
 */
static void
PutMysqlNumber(RandomState *st)
{
	uint64		bits = Random(st);

	switch (Below(st, 6))
	{
		case 0:
			appendStringInfo(st->out, "%d", Below(st, 1000));
			break;
		case 1:
			appendStringInfo(st->out, INT64_FORMAT, (int64) bits >> Below(st, 64));
			break;
		case 2:
			appendStringInfo(st->out, UINT64_FORMAT, bits >> Below(st, 64));
			break;
		case 3:
			appendStringInfo(st->out, "%s%d.%0*d", OneIn(st, 2) ? "-" : "",
							 Below(st, 1000), 1 + Below(st, 9), Below(st, 10));
			break;
		case 4:
			{
				double		d;

				/* no NaN, no infinity */
				if ((bits >> 52 & 0x7ff) == 0x7ff)
					bits = 0;
				memcpy(&d, &bits, sizeof(d));
				appendStringInfo(st->out, "%.*g", 1 + Below(st, 17), d);
			}
			break;
		default:
			if (OneIn(st, 2))
				appendStringInfoChar(st->out, '-');
			PutDigits(st, 1 + Below(st, 35), false);
			appendStringInfoChar(st->out, '.');
			PutDigits(st, 1 + Below(st, 30), true);
	}
}

static void
PutAnyNumber(RandomState *st)
{
	static const char *const special[] = {
		"0", "-0", "0.0", "-0.00", "0e0", "0e5", "0E-7", "0.000e100", "1e5",
		"1E-7", "1e+0", "0.10", "100", "10000", "1.0000", "99999999",
		"123456789012345678901234567890.5", "1e400", "1e999", "1e-999", "1e007",
		"999999999999999999", "9223372036854775807", "-9223372036854775808",
		"9223372036854775808", "18446744073709551615", "18446744073709551616",
		"0.999999999999999999", "0.000000000000000001"
	};
	static const char *const refused[] = {
		"1e1000", "1e-16384", "1e131072", "1e99999999999999999999", "1e0007",
		"00", "01", "-", "-a", "+1", ".5", "1.", "1.e5", "1e", "1e+", "1a",
		"0x10", "NaN", "Infinity", "1_000", "--1", "1.2.3"
	};

	if (st->hard && OneIn(st, 20))
	{
		appendStringInfoString(st->out, refused[Below(st, lengthof(refused))]);
		return;
	}
	if (OneIn(st, 3))
	{
		appendStringInfoString(st->out, special[Below(st, lengthof(special))]);
		return;
	}
	if (OneIn(st, 3))
		appendStringInfoChar(st->out, '-');
	PutDigits(st, 1 + SomeSize(st, 20, st->hard ? 400 : 150), false);
	if (OneIn(st, 2))
	{
		appendStringInfoChar(st->out, '.');
		PutDigits(st, 1 + SomeSize(st, 20, st->hard ? 400 : 150), true);
	}
	if (OneIn(st, 4))
		appendStringInfo(st->out, "%c%s%d", OneIn(st, 2) ? 'e' : 'E',
						 OneIn(st, 2) ? "" : OneIn(st, 2) ? "-" : "+",
						 Below(st, st->hard ? 2000 : 400));
}

/*
 * Write digits, with runs of zeros, which numeric takes out.
 */
static void
PutDigits(RandomState *st, int ndigits, bool leading_zero)
{
	if (!leading_zero && OneIn(st, 4))
	{
		appendStringInfoChar(st->out, '0');
		return;
	}
	for (int i = 0; i < ndigits; i++)
	{
		int			run = OneIn(st, 6) ? 1 + Below(st, 9) : 0;

		if (i > 0 || leading_zero)
		{
			for (; run > 0 && i < ndigits - 1; run--, i++)
				appendStringInfoChar(st->out, '0');
			appendStringInfoChar(st->out, '0' + Below(st, 10));
		}
		else
			appendStringInfoChar(st->out, '1' + Below(st, 9));
	}
}

/*
 * Write white space: MySQL's, or some of any sort.
 */
static void
PutSpace(RandomState *st, const char *mysql)
{
	static const char space[] = " \t\n\r";

	if (st->kind == RANDOM_JSON_MYSQL || OneIn(st, 2))
	{
		appendStringInfoString(st->out, mysql);
		return;
	}
	for (int n = OneIn(st, 5) ? Below(st, 6) : 0; n > 0; n--)
		appendStringInfoChar(st->out, space[Below(st, 4)]);
}

/*
 * Change a document in a few places.
 */
static void
Damage(RandomState *st)
{
	static const char bytes[] = "{}[]:,\"\\ \t0123456789-+.eEutfn\177\200\277\300\340\360\377";
	StringInfo	doc = st->out;

	for (int n = 1 + Below(st, 3); n > 0 && doc->len > 0; n--)
	{
		int			at = Below(st, doc->len);
		char	   *place = doc->data + at;
		char		byte = OneIn(st, 3) ? Below(st, 256) :
			bytes[Below(st, sizeof(bytes) - 1)];

		switch (Below(st, 4))
		{
			case 0:
				*place = byte;
				break;
			case 1:
				appendStringInfoChar(doc, byte);
				place = doc->data + at;
				memmove(place + 1, place, doc->len - at - 1);
				*place = byte;
				break;
			case 2:
				memmove(place, place + 1, doc->len - at - 1);
				doc->len--;
				break;
			default:
				if (OneIn(st, 4))
					doc->len = at;
				else
					*place ^= 1 << Below(st, 8);
		}
	}
}
