/*-------------------------------------------------------------------------
 *
 * change_json.h
 *	  A random change of a JSON document in one place.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_CHANGE_JSON_H
#define CVG_CHANGE_JSON_H

#include "postgres.h"

#include "common/pg_prng.h"
#include "lib/stringinfo.h"

/*
 * Change what the document says, or how it says it; often it is still JSON
 * afterwards.
 */
extern void ChangeJson(pg_prng_state *random, StringInfo doc);

#endif							/* CVG_CHANGE_JSON_H */
