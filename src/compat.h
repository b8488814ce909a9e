/*-------------------------------------------------------------------------
 *
 * compat.h
 *	  Differences between PostgreSQL's major versions, 14 to 18.
 *
 * No other file has a condition on the server's version.
 *
 * Hazard: a library built with the headers of a late minor version must load
 * into an early one.  palloc_array and its kin expand to functions that late
 * minor versions alone have; write palloc(sizeof(T) * n).
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_COMPAT_H
#define CVG_COMPAT_H

#include "postgres.h"

#include "access/tupconvert.h"
#include "access/tupdesc.h"
#include "catalog/index.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_index.h"
#include "common/jsonapi.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "fmgr.h"
#include "nodes/execnodes.h"
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#endif
#include "parser/parse_relation.h"
#if PG_VERSION_NUM >= 180000
#include "rewrite/rewriteHandler.h"
#endif
#include "storage/bufmgr.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/wait_event.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* An executor state whose range table is rel alone, locked as told. */
static inline void
CvgInitRangeTable(EState *estate, Relation rel, LOCKMODE lockmode)
{
	RangeTblEntry *rte = makeNode(RangeTblEntry);

	rte->rtekind = RTE_RELATION;
	rte->relid = RelationGetRelid(rel);
	rte->relkind = rel->rd_rel->relkind;
	rte->rellockmode = lockmode;
#if PG_VERSION_NUM >= 160000
	{
		List	   *perminfos = NIL;

		addRTEPermissionInfo(&perminfos, rte);
#if PG_VERSION_NUM >= 180000
		ExecInitRangeTable(estate, list_make1(rte), perminfos,
						   bms_make_singleton(1));
#else
		ExecInitRangeTable(estate, list_make1(rte), perminfos);
#endif
	}
#else
	ExecInitRangeTable(estate, list_make1(rte));
#endif
}

/* Whether NULLs are equal in a unique index. */
static inline bool
CvgNullsNotDistinct(Form_pg_index index)
{
#if PG_VERSION_NUM >= 150000
	return index->indnullsnotdistinct;
#else
	return false;
#endif
}

/*
 * Columns of a foreign key, and the operators that compare a column of the
 * parent with its own (NULL: not asked for); the arrays hold INDEX_MAX_KEYS.
 */
static inline void
CvgForeignKeyColumns(HeapTuple constraint, int *ncolumns, AttrNumber *columns,
					 AttrNumber *ref_columns, Oid *operators)
{
#if PG_VERSION_NUM >= 150000
	DeconstructFkConstraintRow(constraint, ncolumns, columns, ref_columns,
							   operators, NULL, NULL, NULL, NULL);
#else
	DeconstructFkConstraintRow(constraint, ncolumns, columns, ref_columns,
							   operators, NULL, NULL);
#endif
}

/*
 * The expression of a relation's check constraint over its columns, in the
 * current memory context; NULL: it is not enforced.
 */
static inline Node *
CvgCheckExpression(Relation rel, const ConstrCheck *check)
{
#if PG_VERSION_NUM >= 180000
	if (!check->ccenforced)
		return NULL;
	return expand_generated_columns_in_expr(stringToNode(check->ccbin), rel, 1);
#else
	return stringToNode(check->ccbin);
#endif
}

/* Insert the entries of one row into all open indexes of its relation. */
static inline void
CvgInsertIndexTuples(ResultRelInfo *rri, TupleTableSlot *slot, EState *estate)
{
#if PG_VERSION_NUM >= 160000
	List	   *recheck = ExecInsertIndexTuples(rri, slot, estate, false, false,
												NULL, NIL, false);
#else
	List	   *recheck = ExecInsertIndexTuples(rri, slot, estate, false, false,
												NULL, NIL);
#endif

	list_free(recheck);
}

/* How rows of the root convert to the leaf's row type; NULL: not at all. */
static inline TupleConversionMap *
CvgRootToChildMap(ResultRelInfo *leaf, EState *estate)
{
#if PG_VERSION_NUM >= 160000
	return ExecGetRootToChildMap(leaf, estate);
#else
	return leaf->ri_RootToPartitionMap;
#endif
}

/* Subtransaction that gave the relation a new file, if any. */
static inline SubTransactionId
CvgRelationFirstFileSubid(Relation rel)
{
#if PG_VERSION_NUM >= 160000
	return rel->rd_firstRelfilelocatorSubid;
#else
	return rel->rd_firstRelfilenodeSubid;
#endif
}

/*
 * Add up to n blocks of zeros at the end of the relation; returns how many,
 * and their buffers, pinned and not locked.
 */
static inline int
CvgExtendRelation(Relation rel, int n, Buffer *buffers)
{
#if PG_VERSION_NUM >= 160000
	uint32		extended = 0;

	ExtendBufferedRelBy(BMR_REL(rel), MAIN_FORKNUM, NULL, 0, n, buffers, &extended);
	return extended;
#else
	LockRelationForExtension(rel, ExclusiveLock);
	for (int i = 0; i < n; i++)
		buffers[i] = ReadBuffer(rel, P_NEW);
	UnlockRelationForExtension(rel, ExclusiveLock);
	return n;
#endif
}

/* Rebuild all indexes of a table, checking uniqueness and exclusion. */
static inline void
CvgReindexRelation(Oid relid)
{
	ReindexParams params = {.options = REINDEXOPT_REPORT_PROGRESS};

#if PG_VERSION_NUM >= 170000
	reindex_relation(NULL, relid, REINDEX_REL_CHECK_CONSTRAINTS, &params);
#else
	reindex_relation(relid, REINDEX_REL_CHECK_CONSTRAINTS, &params);
#endif
}

/* Whether the text, in the database's encoding, is what type json accepts. */
static inline bool
CvgJsonIsValid(char *json, size_t len)
{
#if PG_VERSION_NUM >= 170000
	JsonLexContext *lex = makeJsonLexContextCstringLen(NULL, json, len,
													   GetDatabaseEncoding(), false);
	bool		valid = pg_parse_json(lex, &nullSemAction) == JSON_SUCCESS;

	freeJsonLexContext(lex);
	return valid;
#else
	return pg_parse_json(makeJsonLexContextCstringLen(json, (int) len,
													  GetDatabaseEncoding(), false),
						 &nullSemAction) == JSON_SUCCESS;
#endif
}

/*
 * Call an input function.  From 16 on, *error receives what is wrong with the
 * string if the function reports it softly; all else is thrown.
 */
static inline Datum
CvgInputFunctionCall(FmgrInfo *function, char *string, Oid typioparam,
					 int32 typmod, ErrorData **error)
{
#if PG_VERSION_NUM >= 160000
	ErrorSaveContext escontext = {.type = T_ErrorSaveContext};
	Datum		value = (Datum) 0;

	escontext.details_wanted = true;
	if (!InputFunctionCallSafe(function, string, typioparam, typmod,
							   (Node *) &escontext, &value))
		*error = escontext.error_data;
	return value;
#else
	return InputFunctionCall(function, string, typioparam, typmod);
#endif
}

/* What ExecutorRun and its hook are given. */
#if PG_VERSION_NUM >= 180000
#define CVG_EXECUTOR_RUN_PARAMETERS \
	QueryDesc *queryDesc, ScanDirection direction, uint64 count
#define CVG_EXECUTOR_RUN_ARGUMENTS queryDesc, direction, count
#else
#define CVG_EXECUTOR_RUN_PARAMETERS \
	QueryDesc *queryDesc, ScanDirection direction, uint64 count, bool execute_once
#define CVG_EXECUTOR_RUN_ARGUMENTS queryDesc, direction, count, execute_once
#endif

/* What pg_stat_activity shows while a source is waited for. */
static inline uint32
CvgSourceWaitEvent(void)
{
#if PG_VERSION_NUM >= 170000
	static uint32 event = 0;

	if (event == 0)
		event = WaitEventExtensionNew("ConvergeSource");
	return event;
#else
	return PG_WAIT_EXTENSION;
#endif
}

/* Settings that begin so and are not defined are mistakes. */
static inline void
CvgReserveSettings(const char *prefix)
{
#if PG_VERSION_NUM >= 150000
	MarkGUCPrefixReserved(prefix);
#else
	EmitWarningsOnPlaceholders(prefix);
#endif
}

/* A set of events that lives until it is freed. */
#if PG_VERSION_NUM >= 170000
#define CvgCreateWaitEventSet(nevents) CreateWaitEventSet(NULL, nevents)
#else
#define CvgCreateWaitEventSet(nevents) CreateWaitEventSet(TopMemoryContext, nevents)
#endif

#if PG_VERSION_NUM >= 180000
/* 18 has pg_noreturn, which stands before a declaration. */
#define pg_attribute_noreturn() __attribute__((noreturn))
#endif

#if PG_VERSION_NUM < 160000
/* Nothing names the nearest of several words before 16: there is no match. */
typedef int ClosestMatchState;

#define initClosestMatch(state, source, max_d) (*(state) = 0)
#define updateClosestMatch(state, candidate) ((void) 0)
#define getClosestMatch(state) ((const char *) NULL)
#endif

/*
 * Check the constraints of a domain.  From 16 on, *error receives what one of
 * them says; before, it is thrown.
 */
static inline void
CvgDomainCheck(Datum value, bool isnull, Oid typid, void **cache,
			   MemoryContext mcxt, ErrorData **error)
{
#if PG_VERSION_NUM >= 160000
	ErrorSaveContext escontext = {.type = T_ErrorSaveContext};

	escontext.details_wanted = true;
	if (!domain_check_safe(value, isnull, typid, cache, mcxt, (Node *) &escontext))
		*error = escontext.error_data;
#else
	domain_check(value, isnull, typid, cache, mcxt);
#endif
}

#if PG_VERSION_NUM < 160000
#define object_aclcheck(classid, objectid, roleid, mode) \
	pg_foreign_server_aclcheck(objectid, roleid, mode)
#endif

/* Whether the current user owns the relation. */
static inline bool
CvgRelationIsOwned(Oid relid)
{
#if PG_VERSION_NUM >= 160000
	return object_ownercheck(RelationRelationId, relid, GetUserId());
#else
	return pg_class_ownercheck(relid, GetUserId());
#endif
}

/* Whether the current user may rebuild indexes and gather statistics. */
static inline bool
CvgRelationIsMaintainable(Oid relid)
{
#if PG_VERSION_NUM >= 170000
	return pg_class_aclcheck(relid, GetUserId(), ACL_MAINTAIN) == ACLCHECK_OK;
#else
	return CvgRelationIsOwned(relid);
#endif
}

#if PG_VERSION_NUM < 150000
/* The row type that the caller expects: a function of a single column. */
#define MAT_SRF_USE_EXPECTED_DESC 0x01

/* Make fcinfo return a set through a tuplestore, as later versions do. */
static inline void
InitMaterializedSRF(FunctionCallInfo fcinfo, bits32 flags)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext old;
	TupleDesc	tupdesc;

	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) ||
		!(rsinfo->allowedModes & SFRM_Materialize))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));
	old = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	if (flags & MAT_SRF_USE_EXPECTED_DESC)
		tupdesc = CreateTupleDescCopy(rsinfo->expectedDesc);
	else if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = tuplestore_begin_heap(true, false, work_mem);
	rsinfo->setDesc = tupdesc;
	MemoryContextSwitchTo(old);
}
#elif PG_VERSION_NUM < 160000
#define MAT_SRF_USE_EXPECTED_DESC SRF_SINGLE_USE_EXPECTED
#define InitMaterializedSRF(fcinfo, flags) SetSingleFuncCall(fcinfo, flags)
#endif

#endif							/* CVG_COMPAT_H */
