/*-------------------------------------------------------------------------
 *
 * triggers.c
 *	  Triggers of the target: which there are, and writing without them.
 *
 * With session_replication_role = replica no triggers fire, those of foreign
 * keys included; foreign keys are checked over all rows at the end.  But the
 * role holds for the session, and in the midst of our statement a default, a
 * check or a policy of the target may call a function that writes into other
 * tables: its owner, who may not set the role, would get past the foreign
 * keys and triggers of these.  So hooks put the role in force for our
 * statement alone, and put it back for every statement nested in it.
 *
 * A trigger is enabled or not when its event is queued, and that is done
 * between the begin and the end of ExecutorRun, or of ProcessUtility.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "tcop/utility.h"
#include "utils/rel.h"

#include "compat.h"
#include "target/relations.h"
#include "target/triggers.h"

/* The statement to execute without triggers, or NULL. */
static const char *quiet_sql = NULL;

/* Whether it is running, and the role of statements nested in it. */
static bool quiet_runs = false;
static int	nested_role;

static ExecutorRun_hook_type prev_executor_run = NULL;
static ProcessUtility_hook_type prev_process_utility = NULL;

static int	TriggersOfOne(Relation rel, int events);
static void QuietExecutorRun(CVG_EXECUTOR_RUN_PARAMETERS);
static void QuietProcessUtility(PlannedStmt *pstmt, const char *queryString,
								bool readOnlyTree, ProcessUtilityContext context,
								ParamListInfo params, QueryEnvironment *queryEnv,
								DestReceiver *dest, QueryCompletion *qc);
static bool EnterStatement(const char *sql);
static void LeaveStatement(bool ours, int role);

void
CvgTriggersInit(void)
{
	static bool initialized = false;

	if (initialized)
		return;
	initialized = true;

	prev_executor_run = ExecutorRun_hook;
	ExecutorRun_hook = QuietExecutorRun;
	prev_process_utility = ProcessUtility_hook;
	ProcessUtility_hook = QuietProcessUtility;
}

int
CvgUserTriggers(Relation rel, int events)
{
	int			triggers = 0;
	ListCell   *lc;

	if (rel->rd_rel->relkind != RELKIND_PARTITIONED_TABLE)
		return TriggersOfOne(rel, events);

	foreach(lc, CvgRelationWithPartitions(RelationGetRelid(rel)))
	{
		Relation	child = table_open(lfirst_oid(lc), AccessShareLock);

		triggers |= TriggersOfOne(child, events);
		table_close(child, AccessShareLock);
	}
	return triggers;
}

static int
TriggersOfOne(Relation rel, int events)
{
	TriggerDesc *desc = rel->trigdesc;
	int			triggers = 0;

	for (int i = 0; desc != NULL && i < desc->numtriggers; i++)
	{
		const Trigger *trigger = &desc->triggers[i];

		if (trigger->tgisinternal || (trigger->tgtype & events) == 0)
			continue;
		if (trigger->tgenabled == TRIGGER_FIRES_ON_ORIGIN ||
			trigger->tgenabled == TRIGGER_FIRES_ALWAYS)
			triggers |= CVG_TRIGGERS_ORDINARY;
		if (trigger->tgenabled == TRIGGER_FIRES_ON_REPLICA ||
			trigger->tgenabled == TRIGGER_FIRES_ALWAYS)
			triggers |= CVG_TRIGGERS_STUBBORN;
	}
	return triggers;
}

int
CvgExecuteWithoutTriggers(const char *sql)
{
	int			result = 0;

	Assert(quiet_sql == NULL);
	quiet_sql = sql;
	nested_role = SessionReplicationRole;
	PG_TRY();
	{
		result = SPI_execute(sql, false, 0);
	}
	PG_FINALLY();
	{
		quiet_sql = NULL;
	}
	PG_END_TRY();
	return result;
}

static void
QuietExecutorRun(CVG_EXECUTOR_RUN_PARAMETERS)
{
	int			role = SessionReplicationRole;
	bool		ours = EnterStatement(queryDesc->sourceText);

	PG_TRY();
	{
		if (prev_executor_run)
			prev_executor_run(CVG_EXECUTOR_RUN_ARGUMENTS);
		else
			standard_ExecutorRun(CVG_EXECUTOR_RUN_ARGUMENTS);
	}
	PG_FINALLY();
	{
		LeaveStatement(ours, role);
	}
	PG_END_TRY();
}

static void
QuietProcessUtility(PlannedStmt *pstmt, const char *queryString, bool readOnlyTree,
					ProcessUtilityContext context, ParamListInfo params,
					QueryEnvironment *queryEnv, DestReceiver *dest,
					QueryCompletion *qc)
{
	int			role = SessionReplicationRole;
	bool		ours = EnterStatement(queryString);

	PG_TRY();
	{
		if (prev_process_utility)
			prev_process_utility(pstmt, queryString, readOnlyTree, context, params,
								 queryEnv, dest, qc);
		else
			standard_ProcessUtility(pstmt, queryString, readOnlyTree, context, params,
									queryEnv, dest, qc);
	}
	PG_FINALLY();
	{
		LeaveStatement(ours, role);
	}
	PG_END_TRY();
}

/* Set the role of a statement that begins; true if it is the quiet one. */
static bool
EnterStatement(const char *sql)
{
	bool		ours = quiet_sql != NULL && !quiet_runs && strcmp(sql, quiet_sql) == 0;

	if (ours)
	{
		quiet_runs = true;
		SessionReplicationRole = SESSION_REPLICATION_ROLE_REPLICA;
	}
	else if (quiet_runs)
		SessionReplicationRole = nested_role;
	return ours;
}

/* A SET of the role outside of the quiet statement must stay. */
static void
LeaveStatement(bool ours, int role)
{
	if (quiet_runs)
		SessionReplicationRole = role;
	if (ours)
		quiet_runs = false;
}
