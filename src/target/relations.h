/*-------------------------------------------------------------------------
 *
 * relations.h
 *	  Relations of the target schema, by name.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_RELATIONS_H
#define CVG_RELATIONS_H

#include "postgres.h"
#include "access/tupdesc.h"
#include "nodes/pg_list.h"
#include "utils/relcache.h"

typedef struct CvgRelationNames CvgRelationNames;

/* Names of all relations of a schema that can take rows or look as if. */
extern CvgRelationNames *CvgRelationNamesRead(Oid namespace);

/*
 * The relation of that name: exact, else the only one that is equal without
 * regard to ASCII case; InvalidOid if there is none.  *ambiguous tells that
 * several are equal without regard to case and none exactly.
 */
extern Oid	CvgRelationNamesFind(const CvgRelationNames *names,
								 const char *name, bool *ambiguous);

/*
 * Names of the tables that are not in the list of OIDs, as char *, sorted.
 * Partitions and tables of extensions are not counted.
 */
extern List *CvgRelationNamesOthers(const CvgRelationNames *names, List *relids);

/* As CvgRelationNamesFind, for attributes; 0 if there is none. */
extern AttrNumber CvgAttributeFind(TupleDesc tupdesc, const char *name,
								   bool *ambiguous);

/* The schema's OID for a target_schema argument or option; NULL: current. */
extern Oid	CvgTargetNamespace(const char *name);

/* The relation and its partitions, all levels, without locking. */
extern List *CvgRelationWithPartitions(Oid relid);

/*
 * Why rows cannot be written into the relation at all (a message), or NULL;
 * *via_executor tells whether they must go through the executor.
 */
extern const char *CvgRelationRefusal(Relation rel, bool *via_executor);

/* "schema"."name", quoted where needed, in the current memory context. */
extern char *CvgRelationName(Oid relid);

#endif							/* CVG_RELATIONS_H */
