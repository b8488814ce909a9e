/*-------------------------------------------------------------------------
 *
 * parallel_context.c
 *	  The shared memory of a parallel load.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"

#include "run/parallel_internal.h"
#include "run/parallel_table.h"
#include "run/parts.h"

static void DescribeParts(List *parts, StringInfo texts, CvgSharedPart *shared);
static int	DescribeTables(const CvgRun *run, StringInfo texts, CvgSharedTable *shared);
static void InitLoad(CvgSharedLoad *shared, const CvgRun *run, int nparts);
static void *Put(ParallelContext *pcxt, uint64 key, const void *data, Size size);

ParallelContext *
CvgParallelContextCreate(CvgRun *run, List *parts, int workers,
						 CvgWrittenRelations *written, Size written_size,
						 CvgParticipant *leader)
{
	Size		parts_size = sizeof(CvgSharedPart) * list_length(parts);
	Size		tables_size = sizeof(CvgSharedTable) * run->nloads;
	CvgSharedPart *shared_parts = palloc0(parts_size);
	CvgSharedTable *shared_tables = palloc0(tables_size);
	Size		changed_size;
	StringInfoData texts;
	CvgSharedLoad *shared;
	ParallelContext *pcxt;

	initStringInfo(&texts);
	DescribeParts(parts, &texts, shared_parts);
	changed_size = sizeof(pg_atomic_uint64) * Max(DescribeTables(run, &texts, shared_tables), 1);

	pcxt = CreateParallelContext("converge", "CvgParallelLoadMain", workers);
	shm_toc_estimate_chunk(&pcxt->estimator, sizeof(CvgSharedLoad));
	shm_toc_estimate_chunk(&pcxt->estimator, parts_size);
	shm_toc_estimate_chunk(&pcxt->estimator, tables_size);
	shm_toc_estimate_chunk(&pcxt->estimator, changed_size);
	shm_toc_estimate_chunk(&pcxt->estimator, texts.len);
	shm_toc_estimate_chunk(&pcxt->estimator, written_size);
	shm_toc_estimate_keys(&pcxt->estimator, 6);
	InitializeParallelDSM(pcxt);

	shared = leader->shared = Put(pcxt, CVG_KEY_LOAD, NULL, sizeof(CvgSharedLoad));
	InitLoad(shared, run, list_length(parts));
	leader->parts = Put(pcxt, CVG_KEY_PARTS, shared_parts, parts_size);
	leader->tables = Put(pcxt, CVG_KEY_TABLES, shared_tables, tables_size);
	leader->written = Put(pcxt, CVG_KEY_WRITTEN, written, written_size);
	leader->changed = Put(pcxt, CVG_KEY_CHANGED, NULL, changed_size);
	for (Size i = 0; i < changed_size / sizeof(pg_atomic_uint64); i++)
		pg_atomic_init_u64(&leader->changed[i], 0);
	leader->texts = Put(pcxt, CVG_KEY_TEXTS, texts.data, texts.len);
	pfree(shared_parts);
	pfree(shared_tables);
	pfree(texts.data);
	return pcxt;
}

static void
DescribeParts(List *parts, StringInfo texts, CvgSharedPart *shared)
{
	ListCell   *lc;

	foreach(lc, parts)
	{
		const CvgPart *part = lfirst(lc);

		shared->load = part->load;
		shared->is_whole = part->condition == NULL;
		shared->condition = texts->len;
		if (part->condition != NULL)
			appendBinaryStringInfo(texts, part->condition, strlen(part->condition) + 1);
		shared++;
	}
}

/* Returns how many counts of changed values there are in all. */
static int
DescribeTables(const CvgRun *run, StringInfo texts, CvgSharedTable *shared)
{
	int			nchanged = 0;

	for (int i = 0; i < run->nloads; i++)
	{
		shared[i].description = texts->len;
		shared[i].first_changed = nchanged;
		CvgParallelTableWrite(texts, run->loads[i].plan);
		nchanged += run->loads[i].plan->nbound;
	}
	return nchanged;
}

/* A chunk of shared memory with that content; NULL: zeros. */
static void *
Put(ParallelContext *pcxt, uint64 key, const void *data, Size size)
{
	void	   *chunk = shm_toc_allocate(pcxt->toc, size);

	if (data != NULL)
		memcpy(chunk, data, size);
	else
		memset(chunk, 0, size);
	shm_toc_insert(pcxt->toc, key, chunk);
	return chunk;
}

static void
InitLoad(CvgSharedLoad *shared, const CvgRun *run, int nparts)
{
	strlcpy(shared->server, run->server, NAMEDATALEN);
	shared->cid = GetCurrentCommandId(false);
	shared->nparts = nparts;
	pg_atomic_init_u32(&shared->next_part, 0);
	ConditionVariableInit(&shared->changed);
	pg_atomic_init_u32(&shared->order, CVG_ORDER_WAIT);
	pg_atomic_init_u32(&shared->ready, 0);
	pg_atomic_init_u32(&shared->failed, 0);
	pg_atomic_init_u32(&shared->began, 0);
	pg_atomic_init_u32(&shared->done, 0);
	pg_atomic_init_u64(&shared->rows, 0);
	pg_atomic_init_u64(&shared->bytes, 0);
	SpinLockInit(&shared->mutex);
}
