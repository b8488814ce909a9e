/*-------------------------------------------------------------------------
 *
 * random_json.h
 *	  Random JSON documents, the same for the same seed on every machine.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_RANDOM_JSON_H
#define CVG_RANDOM_JSON_H

#include "postgres.h"

#include "lib/stringinfo.h"

typedef enum RandomJsonKind
{
	RANDOM_JSON_MYSQL,			/* as MySQL prints its JSON type */
	RANDOM_JSON_ANY,			/* any form JSON may have, and beyond limits */
	RANDOM_JSON_DAMAGED			/* any form, then changed at random */
} RandomJsonKind;

/* Append a document of at most about so many values. */
extern void RandomJson(RandomJsonKind kind, uint64 seed, int max_values,
					   StringInfo out);

#endif							/* CVG_RANDOM_JSON_H */
