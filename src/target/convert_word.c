/*-------------------------------------------------------------------------
 *
 * convert_word.c
 *	  Types with a closed set of spellings: boolean, enums and uuid.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_enum.h"
#include "common/hashfn.h"
#include "utils/syscache.h"
#include "utils/uuid.h"

#include "convert_internal.h"

#define UUID_DIGITS (2 * UUID_LEN)
#define NOT_HEX 0x10

/* Labels of an enum met so far; keys are the bytes the source sends. */
typedef struct LabelKey
{
	const char *data;
	size_t		len;
} LabelKey;

typedef struct LabelEntry
{
	LabelKey	key;
	uint32		hash;
	char		status;
	Oid			oid;
} LabelEntry;

#define SH_PREFIX label
#define SH_ELEMENT_TYPE LabelEntry
#define SH_KEY_TYPE LabelKey
#define SH_KEY key
#define SH_HASH_KEY(tb, k) hash_bytes((const unsigned char *) (k).data, (int) (k).len)
#define SH_EQUAL(tb, a, b) ((a).len == (b).len && memcmp((a).data, (b).data, (a).len) == 0)
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) (a)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct EnumState
{
	CvgState	base;
	CvgInput	input;
	label_hash *labels;
	bool		has_empty;		/* '' is a label of the type */
} EnumState;

typedef struct BooleanWord
{
	const char *word;
	bool		value;
} BooleanWord;

static const BooleanWord boolean_words[] = {
	{"0", false}, {"1", true},
	{"n", false}, {"y", true},
	{"f", false}, {"t", true},
	{"no", false}, {"yes", true},
	{"off", false}, {"on", true},
	{"false", false}, {"true", true},
};

/* Values of hexadecimal digits; of other bytes, NOT_HEX. */
static const unsigned char hex_values[256] = {
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 16, 16, 16, 16, 16,
	16, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 10, 11, 12, 13, 14, 15, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
	16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16
};

static bool LabelExists(Oid enumtypid, const char *label);
static Oid	EnumOid(CvgConvert *cv, const char *data, size_t len);
static bool HexDigits(const char *data, size_t len, unsigned char *bytes);

/*
 * Whole numbers: 0 and 1, and with the rule "boolean" any other is true.
 */
Datum
CvgConvertBooleanNumber(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	int64		value;

	if (likely(len == 1 && (*data == '0' || *data == '1')))
		return BoolGetDatum(*data == '1');
	if (!CvgParseInt64(data, len, &value))
		value = 2;				/* beyond an int64: neither 0 nor 1 */
	if (value == 0 || value == 1)
		return BoolGetDatum(value == 1);
	if (!cv->rules.boolean_nonzero)
		CvgConvertError(cv, CVG_PROBLEM_BOOLEAN_VALUE, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, data, len,
						"It is neither 0 nor 1.",
						"Add a rule with action \"boolean\" and value \"nonzero\" for this column, or change the type of the target column to smallint.");
	cv->changed++;
	return BoolGetDatum(true);
}

/*
 * A bit(1) is a boolean, longer bit strings are not.
 */
bool
CvgCheckBoolean(CvgConvert *cv, CvgRefusal *refusal)
{
	if (cv->source->length != 1)
		return CvgRefusePair(cv, refusal,
							 "Change the type of the target column to bit, or add a rule with action \"using\" for this column.");
	return true;
}

Datum
CvgConvertBooleanBit(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	if (len != 1 || (unsigned char) *data > 1)
		CvgConvertError(cv, CVG_PROBLEM_BOOLEAN_VALUE, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, data, len,
						"It is not one bit.", NULL);
	return BoolGetDatum(*data == 1);
}

Datum
CvgConvertBooleanWord(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	for (int i = 0; i < (int) lengthof(boolean_words); i++)
	{
		const char *word = boolean_words[i].word;

		if (strlen(word) == len && pg_strncasecmp(word, data, len) == 0)
			return BoolGetDatum(boolean_words[i].value);
	}
	CvgConvertError(cv, CVG_PROBLEM_BOOLEAN_VALUE, ERRCODE_INVALID_TEXT_REPRESENTATION, data, len,
					"It is none of 0, 1, n, y, f, t, no, yes, off, on, false, true.",
					"Add a rule with action \"using\" for this column.");
}

/*
 * Say which labels of the source the target lacks; they may be unused.
 */
bool
CvgCheckEnum(CvgConvert *cv, CvgRefusal *refusal)
{
	StringInfoData missing;
	ListCell   *lc;

	initStringInfo(&missing);
	foreach(lc, cv->source->labels)
	{
		const char *label = lfirst(lc);

		if (!LabelExists(cv->basetypid, label))
			appendStringInfo(&missing, "%s\"%s\"", missing.len ? ", " : "", label);
	}
	if (missing.len > 0)
		cv->note = psprintf("labels that the target lacks: %s", missing.data);
	return true;
}

static bool
LabelExists(Oid enumtypid, const char *label)
{
	return strlen(label) < NAMEDATALEN &&
		SearchSysCacheExists2(ENUMTYPOIDNAME, ObjectIdGetDatum(enumtypid),
							  CStringGetDatum(label));
}

void
CvgBeginEnum(CvgConvert *cv, MemoryContext mcxt)
{
	EnumState  *state = CvgStateCreate(cv, mcxt, sizeof(EnumState));

	CvgInputBegin(&state->input, cv->basetypid, mcxt);
	state->labels = label_create(mcxt, 32, NULL);
	state->has_empty = LabelExists(cv->basetypid, "");
}

/*
 * Labels are matched by name.  MySQL's invalid value, of index 0, arrives as
 * an empty string.
 */
Datum
CvgConvertEnum(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	EnumState  *state = cv->state;
	LabelKey	key = {data, len};
	LabelEntry *entry = label_lookup(state->labels, key);
	bool		found;
	Oid			oid;
	char	   *copy;

	if (likely(entry != NULL))
		return ObjectIdGetDatum(entry->oid);
	if (len == 0 && !state->has_empty)
		return CvgConvertEmpty(cv, data, isnull);

	oid = EnumOid(cv, data, len);
	copy = MemoryContextAlloc(state->base.mcxt, len + 1);
	memcpy(copy, data, len);
	key.data = copy;
	entry = label_insert(state->labels, key, &found);
	entry->oid = oid;
	return ObjectIdGetDatum(oid);
}

static Oid
EnumOid(CvgConvert *cv, const char *data, size_t len)
{
	EnumState  *state = cv->state;
	size_t		length = len;
	const char *string = CvgTextFromSource(cv, data, &length);
	char	   *label = pnstrdup(string, length);

	if (!LabelExists(cv->basetypid, label))
		CvgConvertError(cv, CVG_PROBLEM_ENUM_LABEL, ERRCODE_INVALID_TEXT_REPRESENTATION, data, len,
						"It is not a label of the type.",
						"Add the label with ALTER TYPE ... ADD VALUE, or add a rule with action \"using\" for this column.");
	return DatumGetObjectId(CvgInputCall(cv, &state->input, label, -1, data, len));
}

/*
 * The one default that bends: an empty string means no uuid where the target
 * accepts NULL.
 */
bool
CvgCheckUuid(CvgConvert *cv, CvgRefusal *refusal)
{
	if (cv->rules.empty == CVG_EMPTY_DEFAULT && cv->nullable)
	{
		cv->loss = CVG_LOSS_RULE;
		cv->note = "an empty string becomes NULL";
	}
	return true;
}

/*
 * 8-4-4-4-12 hexadecimal digits, or all 32 together, braces around allowed.
 */
Datum
CvgConvertUuid(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	const char *digits = data;
	size_t		ndigits = len;
	pg_uuid_t  *uuid;

	if (len == 0 && cv->rules.empty == CVG_EMPTY_DEFAULT && cv->nullable)
		return CvgConvertNull(cv, data, len, isnull, "empty");
	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);

	if (data[0] == '{' && data[len - 1] == '}' && len > 2)
	{
		digits++;
		ndigits -= 2;
	}
	uuid = palloc(sizeof(pg_uuid_t));
	if (!(ndigits == UUID_DIGITS && HexDigits(digits, UUID_DIGITS, uuid->data)) &&
		!(ndigits == UUID_DIGITS + 4 &&
		  HexDigits(digits, 8, uuid->data) && digits[8] == '-' &&
		  HexDigits(digits + 9, 4, uuid->data + 4) && digits[13] == '-' &&
		  HexDigits(digits + 14, 4, uuid->data + 6) && digits[18] == '-' &&
		  HexDigits(digits + 19, 4, uuid->data + 8) && digits[23] == '-' &&
		  HexDigits(digits + 24, 12, uuid->data + 10)))
		CvgConvertError(cv, CVG_PROBLEM_INVALID_UUID, ERRCODE_INVALID_TEXT_REPRESENTATION, data, len,
						"It is not 8-4-4-4-12 hexadecimal digits.",
						"Correct the value at the source, or add a rule with action \"using\" for this column.");
	return UUIDPGetDatum(uuid);
}

static bool
HexDigits(const char *data, size_t len, unsigned char *bytes)
{
	int			seen = 0;

	for (size_t i = 0; i < len; i += 2)
	{
		int			high = hex_values[(unsigned char) data[i]];
		int			low = hex_values[(unsigned char) data[i + 1]];

		seen |= high | low;
		bytes[i / 2] = (unsigned char) ((high << 4 | low) & 0xff);
	}
	return (seen & NOT_HEX) == 0;
}

/*
 * The 16 bytes of a uuid in their order, as UUID_TO_BIN(u) makes them.
 */
Datum
CvgConvertUuidBytes(CvgConvert *cv, const char *data, size_t len, bool *isnull)
{
	pg_uuid_t  *uuid;

	if (len == 0)
		return CvgConvertEmpty(cv, data, isnull);
	if (len != UUID_LEN)
		CvgConvertError(cv, CVG_PROBLEM_INVALID_UUID, ERRCODE_INVALID_TEXT_REPRESENTATION, data, len,
						psprintf("It has %zu bytes; a uuid has %d.", len, UUID_LEN),
						"Correct the value at the source, or add a rule with action \"using\" for this column.");
	uuid = palloc(sizeof(pg_uuid_t));
	memcpy(uuid->data, data, UUID_LEN);
	return UUIDPGetDatum(uuid);
}
