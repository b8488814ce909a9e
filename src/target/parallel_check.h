/*-------------------------------------------------------------------------
 *
 * parallel_check.h
 *	  PostgreSQL's own check of a foreign key, with parallel workers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_PARALLEL_CHECK_H
#define CVG_PARALLEL_CHECK_H

#include "postgres.h"
#include "commands/trigger.h"
#include "utils/rel.h"

/* Install the hooks; at load. */
extern void CvgParallelChecksInit(void);

/*
 * RI_Initial_Check: throws at an orphan; false if the caller lacks rights to
 * check.
 */
extern bool CvgInitialCheck(Trigger *trigger, Relation rel, Relation referenced);

/*
 * SPI_execute of a statement that may check foreign keys over all rows; needs
 * SPI to be connected.  Returns what SPI_execute returns.
 */
extern int	CvgExecuteWithParallelChecks(const char *sql);

#endif							/* CVG_PARALLEL_CHECK_H */
