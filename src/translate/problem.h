/*-------------------------------------------------------------------------
 *
 * problem.h
 *	  Codes of what has no translation; docs/findings.md explains each.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_TRANSLATE_PROBLEM_H
#define CVG_TRANSLATE_PROBLEM_H

#include "translate/translate.h"

#define CVG_P_SYNTAX "EXPRESSION_SYNTAX"
#define CVG_P_COMPLEX "EXPRESSION_TOO_COMPLEX"
#define CVG_P_FUNCTION "UNKNOWN_FUNCTION"
#define CVG_P_COLUMN "UNKNOWN_COLUMN"
#define CVG_P_RELATION "UNKNOWN_RELATION"
#define CVG_P_DATABASE "OTHER_DATABASE"
#define CVG_P_DEFAULT_COLUMN "COLUMN_IN_DEFAULT"
#define CVG_P_TYPES "MIXED_TYPES"
#define CVG_P_IMMUTABLE "NOT_IMMUTABLE"
#define CVG_P_COLLATION "COLLATION_DIFFERS"
#define CVG_P_GROUP_BY "GROUP_BY"
#define CVG_P_LITERAL "BAD_LITERAL"
#define CVG_P_INEXACT "NO_EXACT_COUNTERPART"

/* Notes a problem; the first one of a translation stays. */
extern void CvgProblemSet(CvgProblem *problem, const char *code,
						  const char *format,...) pg_attribute_printf(3, 4);

#endif							/* CVG_TRANSLATE_PROBLEM_H */
