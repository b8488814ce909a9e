/*-------------------------------------------------------------------------
 *
 * target_text.c
 *	  Digests of the target's texts, enums and arrays of texts.
 *
 * Texts of a database in another encoding are brought to UTF-8.  A database
 * in SQL_ASCII has bytes of no known encoding: they are taken as UTF-8, as
 * the import wrote them.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/float.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "verify/target_forms.h"

/* What is converted to UTF-8 in one step. */
#define STEP (1024 * 1024)

/* The digest of a label. */
typedef struct LabelHash
{
	Oid			label;
	char		status;
	CvgHash		hash;
} LabelHash;

#define SH_PREFIX labels
#define SH_ELEMENT_TYPE LabelHash
#define SH_KEY_TYPE Oid
#define SH_KEY label
#define SH_HASH_KEY(table, key) murmurhash32(key)
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct TextState
{
	Oid			to_utf8;		/* conversion; InvalidOid: none is needed */
	labels_hash *labels;		/* of an enum, else NULL */
	FmgrInfo	output;			/* of the form output */
	StringInfoData texts;		/* of the form texts: that of an array */
} TextState;

/* A text in UTF-8. */
typedef struct Utf8
{
	const char *data;
	Size		len;
	char	   *allocated;		/* to be released, or NULL */
} Utf8;

static CvgHash HashOfText(const TextState *state, const char *data, Size len);
static CvgHash HashOfLabel(const TextState *state, Oid label);
static bool ToUtf8(const TextState *state, const char *data, Size len, Utf8 *utf8);
static bool IsAscii(const char *data, Size len);
static bool IsList(const ArrayType *array);
static CvgHash HashOfTexts(TextState *state, const ArrayType *array);
static bool AddText(TextState *state, const char *data, Size len);

void *
CvgTargetTextBegin(const CvgDigestPair *pair, MemoryContext mcxt)
{
	TextState  *state = MemoryContextAllocZero(mcxt, sizeof(TextState));
	int			encoding = GetDatabaseEncoding();
	Oid			output;
	bool		is_varlena;

	if (encoding != PG_UTF8 && encoding != PG_SQL_ASCII)
	{
		state->to_utf8 = FindDefaultConversionProc(encoding, PG_UTF8);
		if (!OidIsValid(state->to_utf8))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_FUNCTION),
					 errmsg("default conversion function for encoding \"%s\" to \"%s\" does not exist",
							pg_encoding_to_char(encoding), "UTF8")));
	}
	if (pair->datum == CvgTargetOutput)
	{
		getTypeOutputInfo(pair->basetypid, &output, &is_varlena);
		fmgr_info_cxt(output, &state->output, mcxt);
	}
	else if (pair->datum == CvgTargetTexts)
	{
		MemoryContext old = MemoryContextSwitchTo(mcxt);

		initStringInfo(&state->texts);
		MemoryContextSwitchTo(old);
	}
	else if (get_typtype(pair->basetypid) == TYPTYPE_ENUM)
		state->labels = labels_create(mcxt, 16, NULL);
	return state;
}

CvgHash
CvgTargetText(CvgDigestPair *pair, Datum value)
{
	TextState  *state = pair->target_state;
	struct varlena *text_value;
	CvgHash		hash;

	if (state->labels != NULL)
	{
		bool		found;
		LabelHash  *label = labels_insert(state->labels, DatumGetObjectId(value), &found);

		if (!found)
			label->hash = HashOfLabel(state, DatumGetObjectId(value));
		return label->hash;
	}
	if (pair->basetypid == NAMEOID)
	{
		const char *name = NameStr(*DatumGetName(value));

		return HashOfText(state, name, strlen(name));
	}

	text_value = CvgTargetDetoast(value);
	hash = HashOfText(state, VARDATA_ANY(text_value), VARSIZE_ANY_EXHDR(text_value));
	CvgTargetRelease(text_value, value);
	return hash;
}

CvgHash
CvgTargetPadded(CvgDigestPair *pair, Datum value)
{
	struct varlena *padded = CvgTargetDetoast(value);
	const char *data = VARDATA_ANY(padded);
	Size		len = VARSIZE_ANY_EXHDR(padded);
	CvgHash		hash;

	while (len > 0 && data[len - 1] == ' ')
		len--;
	hash = HashOfText(pair->target_state, data, len);
	CvgTargetRelease(padded, value);
	return hash;
}

CvgHash
CvgTargetOutput(CvgDigestPair *pair, Datum value)
{
	TextState  *state = pair->target_state;
	char	   *output = CvgOutputText(&state->output, value);
	CvgHash		hash = HashOfText(state, output, strlen(output));

	pfree(output);
	return hash;
}

/*
 * Fewer digits, or names of zones that stand for two offsets, would make one
 * text of two values.
 */
char *
CvgOutputText(FmgrInfo *output, Datum value)
{
	int			nestlevel;
	char	   *result;

	if (extra_float_digits > 0 && DateStyle == USE_ISO_DATES)
		return OutputFunctionCall(output, value);
	nestlevel = NewGUCNestLevel();
	(void) set_config_option("extra_float_digits", "1", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	(void) set_config_option("DateStyle", "ISO", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	result = OutputFunctionCall(output, value);
	AtEOXact_GUC(true, nestlevel);
	return result;
}

static CvgHash
HashOfLabel(const TextState *state, Oid label)
{
	HeapTuple	tuple = SearchSysCache1(ENUMOID, ObjectIdGetDatum(label));
	const char *name;
	CvgHash		hash;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for enum label %u", label);
	name = NameStr(((Form_pg_enum) GETSTRUCT(tuple))->enumlabel);
	hash = HashOfText(state, name, strlen(name));
	ReleaseSysCache(tuple);
	return hash;
}

static CvgHash
HashOfText(const TextState *state, const char *data, Size len)
{
	Utf8		utf8;
	CvgHash		hash;

	if (!OidIsValid(state->to_utf8))
		return CvgHashBytes(data, len);
	if (!ToUtf8(state, data, len, &utf8))
		return CvgTargetImpossible(data, len);
	hash = CvgHashBytes(utf8.data, utf8.len);
	if (utf8.allocated != NULL)
		pfree(utf8.allocated);
	return hash;
}

/*
 * False, and nothing allocated, if UTF-8 lacks one of the characters.
 */
static bool
ToUtf8(const TextState *state, const char *data, Size len, Utf8 *utf8)
{
	char	   *buffer;
	Size		done = 0;

	utf8->data = data;
	utf8->len = len;
	utf8->allocated = NULL;
	if (!OidIsValid(state->to_utf8) || IsAscii(data, len))
		return true;

	utf8->data = buffer = utf8->allocated =
		MemoryContextAllocHuge(CurrentMemoryContext, len * MAX_CONVERSION_GROWTH + 1);
	utf8->len = 0;
	while (done < len)
	{
		char	   *end = buffer + utf8->len;
		int			step = Min(len - done, STEP);
		int			converted = pg_do_encoding_conversion_buf(state->to_utf8,
															  GetDatabaseEncoding(), PG_UTF8,
															  (unsigned char *) data + done, step,
															  (unsigned char *) end,
															  step * MAX_CONVERSION_GROWTH + 1, true);

		/* the step may end within a character: that is left for the next */
		if (converted == 0)
		{
			pfree(buffer);
			return false;
		}
		done += converted;
		utf8->len += strlen(end);
	}
	return true;
}

static bool
IsAscii(const char *data, Size len)
{
	unsigned char bits = 0;

	for (Size i = 0; i < len; i++)
		bits |= data[i];
	return !IS_HIGHBIT_SET(bits);
}

CvgHash
CvgTargetTexts(CvgDigestPair *pair, Datum value)
{
	CvgShortValue room;
	ArrayType  *array = CvgTargetAlign(value, &room);
	CvgHash		hash = IsList(array) ? HashOfTexts(pair->target_state, array) :
		CvgTargetImpossible(array, VARSIZE(array));

	CvgTargetReleaseAligned(array, value, &room);
	return hash;
}

/*
 * Whether the array has no elements or one dimension from 1.
 */
static bool
IsList(const ArrayType *array)
{
	return ARR_NDIM(array) == 0 || (ARR_NDIM(array) == 1 && *ARR_LBOUND(array) == 1);
}

static CvgHash
HashOfTexts(TextState *state, const ArrayType *array)
{
	int			n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	const bits8 *bitmap = ARR_NULLBITMAP(array);
	const char *p = ARR_DATA_PTR(array);

	resetStringInfo(&state->texts);
	for (int i = 0; i < n; i++)
	{
		if (bitmap != NULL && att_isnull(i, bitmap))
		{
			int32		null_length = -1;

			appendBinaryStringInfo(&state->texts, (char *) &null_length, sizeof(null_length));
			continue;
		}
		p = (const char *) att_align_pointer(p, TYPALIGN_INT, -1, p);
		if (!AddText(state, VARDATA_ANY(p), VARSIZE_ANY_EXHDR(p)))
			return CvgTargetImpossible(array, VARSIZE(array));
		p += VARSIZE_ANY(p);
	}
	return CvgHashBytes(state->texts.data, state->texts.len);
}

/*
 * False if the element is not to be had in UTF-8.
 */
static bool
AddText(TextState *state, const char *data, Size len)
{
	Utf8		utf8;
	int32		length;

	if (!ToUtf8(state, data, len, &utf8))
		return false;
	length = utf8.len;
	appendBinaryStringInfo(&state->texts, (char *) &length, sizeof(length));
	appendBinaryStringInfo(&state->texts, utf8.data, utf8.len);
	if (utf8.allocated != NULL)
		pfree(utf8.allocated);
	return true;
}
