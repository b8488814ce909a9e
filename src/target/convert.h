/*-------------------------------------------------------------------------
 *
 * convert.h
 *	  Source values to Datums.
 *
 * A converter is chosen once per column, from the source's type and the
 * target's type and modifier, and called once per value.  It either returns
 * a Datum that holds exactly what the source held, or what a rule of the
 * user asked for (counted in .changed), or throws.  Nothing is rounded, cut
 * or guessed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_CONVERT_H
#define CVG_CONVERT_H

#include "postgres.h"
#include "nodes/nodes.h"

#include "schema.h"

typedef struct CvgConvert CvgConvert;

/*
 * Convert one value; data is NULL for NULL only if cv->takes_null.  The
 * result is allocated in the current memory context.  *isnull comes in as
 * false.
 */
typedef Datum (*CvgConvertFn) (CvgConvert *cv, const char *data, size_t len,
							   bool *isnull);

typedef enum CvgEmptyRule
{
	CVG_EMPTY_DEFAULT,			/* NULL for a nullable uuid, else an error */
	CVG_EMPTY_ERROR,
	CVG_EMPTY_NULL
} CvgEmptyRule;

typedef enum CvgZeroDateRule
{
	CVG_ZERO_ERROR,
	CVG_ZERO_NULL,
	CVG_ZERO_VALUE				/* zero_date_value, which may be -infinity */
} CvgZeroDateRule;

typedef enum CvgNulRule
{
	CVG_NUL_ERROR,
	CVG_NUL_STRIP,
	CVG_NUL_BASE64,
	CVG_NUL_ESCAPE
} CvgNulRule;

/* Rules, as bits of a set. */
#define CVG_RULE_EMPTY		0x01
#define CVG_RULE_ZERO_DATE	0x02
#define CVG_RULE_NUL		0x04
#define CVG_RULE_BOOLEAN	0x08
#define CVG_RULE_TIME_ZONE	0x10

/* What the user's rules say of one column; all zero: nothing. */
typedef struct CvgColumnRules
{
	int			by_pattern;		/* these match by a pattern: where one has no
								 * meaning for the pair of types it is passed
								 * over, and not refused */
	CvgEmptyRule empty;
	CvgZeroDateRule zero_date;
	char	   *zero_date_value;
	CvgNulRule	nul;
	bool		boolean_nonzero;
	char	   *time_zone;		/* NULL: UTC */
	char	   *using_expr;		/* SQL expression over value, or NULL */
} CvgColumnRules;

/*
 * What is wrong with a value that is refused, as far as it has a kind.  Names
 * are those of the codes in docs/preflight.md.
 */
typedef enum CvgValueProblem
{
	CVG_PROBLEM_OTHER,
	CVG_PROBLEM_ZERO_DATE,
	CVG_PROBLEM_INVALID_DATE,
	CVG_PROBLEM_TIME_RANGE,
	CVG_PROBLEM_TIME_LOST,
	CVG_PROBLEM_TIME_ZONE,
	CVG_PROBLEM_NUMBER_RANGE,
	CVG_PROBLEM_INVALID_NUMBER,
	CVG_PROBLEM_DECIMAL_DIGITS,
	CVG_PROBLEM_FRACTION_LOST,
	CVG_PROBLEM_TEXT_LENGTH,
	CVG_PROBLEM_NULL_VALUE,
	CVG_PROBLEM_INVALID_UTF8,
	CVG_PROBLEM_NUL_BYTE,
	CVG_PROBLEM_ENCODING,
	CVG_PROBLEM_INVALID_UUID,
	CVG_PROBLEM_INVALID_JSON,
	CVG_PROBLEM_JSON_NUL,
	CVG_PROBLEM_ENUM_LABEL,
	CVG_PROBLEM_ENUM_EMPTY,
	CVG_PROBLEM_BOOLEAN_VALUE,
	CVG_PROBLEM_EMPTY_STRING,
	CVG_PROBLEM_DOMAIN
} CvgValueProblem;

/* Whether values can get lost in this pair of types. */
typedef enum CvgLoss
{
	CVG_LOSS_NONE,				/* every source value has its counterpart */
	CVG_LOSS_CHECKED,			/* some have none; each value is checked */
	CVG_LOSS_RULE				/* a rule may change values; counted */
} CvgLoss;

struct CvgConvert
{
	CvgConvertFn fn;
	bool		takes_null;		/* call fn for NULL as well */

	/* the pair, set by CvgConvertChoose */
	const CvgColumn *source;
	CvgColumnRules rules;
	bool		nullable;		/* the target attribute accepts NULL */
	Oid			typid;			/* declared type of the target */
	int32		typmod;
	Oid			basetypid;		/* under domains */
	int32		basetypmod;

	const struct CvgConversion *entry;	/* how; NULL: by rule "using" */

	/* for reports */
	const char *conversion;		/* "text to uuid" */
	CvgLoss		loss;
	const char *note;			/* NULL: nothing to say */

	/* while running */
	uint64		changed;		/* values changed by a rule or a default */
	CvgValueProblem problem;	/* of the last value refused, where the
								 * converter itself refused it */
	void	   *state;			/* of the converter */
};

/* Why a pair was refused; strings in the current memory context. */
typedef struct CvgRefusal
{
	int			sqlstate;
	char	   *message;
	char	   *hint;			/* or NULL */
} CvgRefusal;

/*
 * Choose how values of the source column become values of the target type
 * and fill *cv; false, with *refusal filled, if there is no lossless way.
 * Reads PostgreSQL's catalogs; not a value is touched.
 */
extern bool CvgConvertChoose(CvgConvert *cv, const CvgColumn *source,
							 Oid typid, int32 typmod, bool nullable,
							 const CvgColumnRules *rules, CvgRefusal *refusal);

/*
 * Make a chosen converter ready to run; what it keeps over values is
 * allocated in mcxt and lives as long as that.
 */
extern void CvgConvertBegin(CvgConvert *cv, MemoryContext mcxt);

/*
 * Whether the expression of a chosen converter by rule "using" may give
 * another result each time.  convert_using.c.
 */
extern bool CvgUsingIsVolatile(const CvgConvert *cv);

/* That expression, planned, in the current memory context. */
extern Node *CvgUsingExpression(const CvgConvert *cv);

/*
 * Throw "could not convert value of column ... to type ..." with the value,
 * clipped, in the detail; the problem is left in *cv.  hint may be NULL.
 */
extern void CvgConvertError(const CvgConvert *cv, CvgValueProblem problem,
							int sqlstate, const char *data, size_t len,
							const char *reason, const char *hint) pg_attribute_noreturn();

/*
 * The value as text for messages: valid in the database's encoding, at most
 * 100 characters, control bytes and invalid bytes as \xHH; binary values as
 * hex.  In the current memory context.
 */
extern char *CvgClipValue(const CvgColumn *source, const char *data, size_t len);

/* The type's own name, without its schema, in the current memory context. */
extern char *CvgTypeName(Oid typid);

#endif							/* CVG_CONVERT_H */
