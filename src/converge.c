/*-------------------------------------------------------------------------
 *
 * converge.c
 *	  The module: what the server calls when it loads the library.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"

#include "run/ledger.h"
#include "run/parallel.h"
#include "target/parallel_check.h"
#include "target/triggers.h"

PG_MODULE_MAGIC;

void		_PG_init(void);

void
_PG_init(void)
{
	CvgLedgerInit();
	CvgParallelInit();
	CvgTriggersInit();
	CvgParallelChecksInit();
}
