/*-------------------------------------------------------------------------
 *
 * parallel_check.c
 *	  PostgreSQL's own check of a foreign key, with parallel workers.
 *
 * RI_Initial_Check looks for orphans by one query, SELECT ... FROM child fk
 * LEFT OUTER JOIN parent pk ..., but has it planned and run in a way that
 * leaves no room for workers: SPI_prepare does not allow for them in a plan,
 * and from 18 on a query of which one row is asked runs without.  Instead of
 * a query of our own, which would have to be the same in every version, hooks
 * let that query, while we wait for it, be planned as any other SELECT and
 * run to its end, or to the second orphan, since the first is all that is
 * looked at.  What is checked, and with which rights, remains PostgreSQL's.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/executor.h"
#include "executor/spi.h"
#include "nodes/parsenodes.h"
#include "optimizer/planner.h"
#include "tcop/dest.h"

#include "compat.h"
#include "target/parallel_check.h"

/* Passes on one row, and stops at the next. */
typedef struct OneRowReceiver
{
	DestReceiver pub;
	DestReceiver *dest;
	bool		has_one;		/* was passed on */
} OneRowReceiver;

/*
 * Whether a check may come, and the text of its query, once it is planned.  The
 * text is compared by its address alone, which may be that of another one by
 * then; one row of such a query is all that is asked for as well.
 */
static bool expected = false;
static const char *check_sql = NULL;

static planner_hook_type prev_planner = NULL;
static ExecutorRun_hook_type prev_executor_run = NULL;

static PlannedStmt *CheckPlanner(Query *parse, const char *query_string,
								 int cursorOptions, ParamListInfo boundParams);
static bool IsCheck(const Query *parse);
static bool IsNamed(const RangeTblEntry *rte, const char *name);
static void CheckExecutorRun(CVG_EXECUTOR_RUN_PARAMETERS);
static void OneRowStartup(DestReceiver *self, int operation, TupleDesc typeinfo);
static bool OneRowReceive(TupleTableSlot *slot, DestReceiver *self);
static void OneRowShutdown(DestReceiver *self);
static void OneRowDestroy(DestReceiver *self);

void
CvgParallelChecksInit(void)
{
	static bool initialized = false;

	if (initialized)
		return;
	initialized = true;

	prev_planner = planner_hook;
	planner_hook = CheckPlanner;
	prev_executor_run = ExecutorRun_hook;
	ExecutorRun_hook = CheckExecutorRun;
}

bool
CvgInitialCheck(Trigger *trigger, Relation rel, Relation referenced)
{
	bool		checked = false;
	bool		outer = expected;

	expected = true;
	PG_TRY();
	{
		checked = RI_Initial_Check(trigger, rel, referenced);
	}
	PG_FINALLY();
	{
		expected = outer;
		check_sql = NULL;
	}
	PG_END_TRY();
	return checked;
}

int
CvgExecuteWithParallelChecks(const char *sql)
{
	int			result = 0;
	bool		outer = expected;

	expected = true;
	PG_TRY();
	{
		result = SPI_execute(sql, false, 0);
	}
	PG_FINALLY();
	{
		expected = outer;
		check_sql = NULL;
	}
	PG_END_TRY();
	return result;
}

static PlannedStmt *
CheckPlanner(Query *parse, const char *query_string, int cursorOptions,
			 ParamListInfo boundParams)
{
	if (expected && IsCheck(parse))
	{
		cursorOptions |= CURSOR_OPT_PARALLEL_OK;
		check_sql = query_string;
	}
	if (prev_planner)
		return prev_planner(parse, query_string, cursorOptions, boundParams);
	return standard_planner(parse, query_string, cursorOptions, boundParams);
}

/*
 * By the names it gives to the two tables.  If another query has the same
 * shape, it loses nothing by workers either.
 */
static bool
IsCheck(const Query *parse)
{
	return parse->commandType == CMD_SELECT && list_length(parse->rtable) == 3 &&
		IsNamed(linitial(parse->rtable), "fk") && IsNamed(lsecond(parse->rtable), "pk");
}

static bool
IsNamed(const RangeTblEntry *rte, const char *name)
{
	return rte->rtekind == RTE_RELATION && rte->alias != NULL &&
		strcmp(rte->alias->aliasname, name) == 0;
}

/* The text that was planned belongs to the plan, and is the statement's. */
static void
CheckExecutorRun(CVG_EXECUTOR_RUN_PARAMETERS)
{
	DestReceiver *dest = queryDesc->dest;
	OneRowReceiver one = {.dest = dest};

	if (check_sql != NULL && queryDesc->sourceText == check_sql && count == 1)
	{
		check_sql = NULL;
		one.pub.receiveSlot = OneRowReceive;
		one.pub.rStartup = OneRowStartup;
		one.pub.rShutdown = OneRowShutdown;
		one.pub.rDestroy = OneRowDestroy;
		one.pub.mydest = dest->mydest;
		queryDesc->dest = &one.pub;
		count = 0;
	}
	if (prev_executor_run)
		prev_executor_run(CVG_EXECUTOR_RUN_ARGUMENTS);
	else
		standard_ExecutorRun(CVG_EXECUTOR_RUN_ARGUMENTS);
	queryDesc->dest = dest;
}

static void
OneRowStartup(DestReceiver *self, int operation, TupleDesc typeinfo)
{
	DestReceiver *dest = ((OneRowReceiver *) self)->dest;

	dest->rStartup(dest, operation, typeinfo);
}

/* The row that is not taken is not counted either. */
static bool
OneRowReceive(TupleTableSlot *slot, DestReceiver *self)
{
	OneRowReceiver *one = (OneRowReceiver *) self;

	if (one->has_one)
		return false;
	one->has_one = true;
	return one->dest->receiveSlot(slot, one->dest);
}

static void
OneRowShutdown(DestReceiver *self)
{
	DestReceiver *dest = ((OneRowReceiver *) self)->dest;

	dest->rShutdown(dest);
}

/* It is on the stack of the run, and its receiver somebody else's. */
static void
OneRowDestroy(DestReceiver *self)
{
}
