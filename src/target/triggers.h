/*-------------------------------------------------------------------------
 *
 * triggers.h
 *	  Triggers of the target: which there are, and writing without them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_TRIGGERS_H
#define CVG_TRIGGERS_H

#include "postgres.h"
#include "utils/relcache.h"

/* Which triggers a relation has; flags of CvgUserTriggers. */
#define CVG_TRIGGERS_ORDINARY 1 /* fire in an ordinary session */
#define CVG_TRIGGERS_STUBBORN 2 /* ENABLE ALWAYS or REPLICA: fire as well when
								 * others are kept from it */

/* Called once when the library is loaded. */
extern void CvgTriggersInit(void);

/*
 * The triggers of users, of partitions too, that fire for one of the events
 * (TRIGGER_TYPE_INSERT and so on), as flags.
 */
extern int	CvgUserTriggers(Relation rel, int events);

/*
 * Execute one statement with SPI while no triggers of its target fire, but
 * stubborn ones; triggers of statements nested in it do.  Returns what
 * SPI_execute returns.
 */
extern int	CvgExecuteWithoutTriggers(const char *sql);

#endif							/* CVG_TRIGGERS_H */
