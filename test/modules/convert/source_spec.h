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

/*
 * A copy behind which not one byte can be read, as far as it fits: a fault
 * tells who tries.  It lasts until the next call.
 */
extern char *GuardedCopy(const char *data, size_t len);

#endif							/* SOURCE_SPEC_H */
