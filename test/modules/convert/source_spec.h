/*-------------------------------------------------------------------------
 *
 * source_spec.h
 *	  Columns, rules and values of a source, as the tests write them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SOURCE_SPEC_H
#define SOURCE_SPEC_H

#include "postgres.h"

#include "utils/array.h"

#include "schema.h"
#include "target/convert.h"

/* The column of a COLUMN_TYPE, as far as the tests need it. */
extern CvgColumn *ColumnOfSpec(const char *type);

/* An array of action=value. */
extern void RulesOfSpec(ArrayType *array, CvgColumnRules *rules);

#endif							/* SOURCE_SPEC_H */
