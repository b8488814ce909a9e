/*-------------------------------------------------------------------------
 *
 * partition_keys.c
 *	  Indexes that single partitions have, besides those of their table.
 *
 * A partition is looked at when the first row comes to it.  Its columns may
 * have other numbers than those of the table, so it gets a plan of its own.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/resowner.h"

#include "preflight/rows.h"

typedef struct Partition
{
	Oid			relid;
	CvgKeyChecks *checks;
} Partition;

struct CvgPartitionKeys
{
	CvgPreflight *preflight;
	CvgTablePlan *table;
	Relation	root;
	const bool *unknown;
	CvgRowFindings *findings;
	ResourceOwner owner;
	MemoryContext memory;
	HTAB	   *partitions;		/* met so far */
};

static CvgKeyChecks *BeginPartition(const CvgPartitionKeys *keys, Relation partition);
static CvgTablePlan *PlanOfPartition(const CvgPartitionKeys *keys, Relation partition);
static AttrNumber AttributeOf(const CvgPartitionKeys *keys, Relation partition,
							  AttrNumber attnum);

CvgPartitionKeys *
CvgPartitionKeysBegin(CvgPreflight *preflight, CvgTablePlan *table, Relation root,
					  const bool *unknown, CvgRowFindings *findings)
{
	CvgPartitionKeys *keys = palloc0(sizeof(CvgPartitionKeys));
	HASHCTL		control = {.keysize = sizeof(Oid),.entrysize = sizeof(Partition),
	.hcxt = CurrentMemoryContext};

	keys->preflight = preflight;
	keys->table = table;
	keys->root = root;
	keys->unknown = unknown;
	keys->findings = findings;
	keys->owner = CurrentResourceOwner;
	keys->memory = CurrentMemoryContext;
	keys->partitions = hash_create("converge partitions", 16, &control,
								   HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	return keys;
}

/* What is opened outlives the subtransaction that the row is tried in. */
CvgKeyChecks *
CvgPartitionKeysOf(CvgPartitionKeys *keys, Relation partition)
{
	Oid			relid = RelationGetRelid(partition);
	Partition  *found = hash_search(keys->partitions, &relid, HASH_FIND, NULL);
	ResourceOwner owner = CurrentResourceOwner;
	MemoryContext old;
	CvgKeyChecks *checks;

	if (found != NULL)
		return found->checks;
	old = MemoryContextSwitchTo(keys->memory);
	CurrentResourceOwner = keys->owner;
	checks = BeginPartition(keys, partition);
	CurrentResourceOwner = owner;
	MemoryContextSwitchTo(old);

	found = hash_search(keys->partitions, &relid, HASH_ENTER, NULL);
	found->checks = checks;
	return checks;
}

static CvgKeyChecks *
BeginPartition(const CvgPartitionKeys *keys, Relation partition)
{
	int			natts = RelationGetNumberOfAttributes(partition);
	bool	   *unknown = palloc0(sizeof(bool) * Max(natts, 1));

	for (int i = 0; i < RelationGetNumberOfAttributes(keys->root); i++)
	{
		if (keys->unknown[i])
			unknown[AttributeOf(keys, partition, i + 1) - 1] = true;
	}
	return CvgKeyChecksBegin(keys->preflight, PlanOfPartition(keys, partition), partition,
							 keys->root, unknown, keys->findings);
}

static CvgTablePlan *
PlanOfPartition(const CvgPartitionKeys *keys, Relation partition)
{
	CvgTablePlan *plan = palloc(sizeof(CvgTablePlan));
	int			ncolumns = keys->table->source->ncolumns;

	*plan = *keys->table;
	plan->bindings = palloc(sizeof(CvgBinding) * Max(ncolumns, 1));
	memcpy(plan->bindings, keys->table->bindings, sizeof(CvgBinding) * ncolumns);
	for (int i = 0; i < ncolumns; i++)
	{
		if (plan->bindings[i].fate == CVG_COLUMN_BOUND)
			plan->bindings[i].attnum = AttributeOf(keys, partition, plan->bindings[i].attnum);
	}
	return plan;
}

static AttrNumber
AttributeOf(const CvgPartitionKeys *keys, Relation partition, AttrNumber attnum)
{
	return get_attnum(RelationGetRelid(partition),
					  get_attname(RelationGetRelid(keys->root), attnum, false));
}

void
CvgPartitionKeysEnd(CvgPartitionKeys *keys)
{
	HASH_SEQ_STATUS status;
	Partition  *partition;

	hash_seq_init(&status, keys->partitions);
	while ((partition = hash_seq_search(&status)) != NULL)
		CvgKeyChecksEnd(partition->checks);
}
