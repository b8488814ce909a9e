/*-------------------------------------------------------------------------
 *
 * execute.h
 *	  Make the objects of a design in the target.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_EXECUTE_H
#define CVG_EXECUTE_H

#include "postgres.h"

#include "create/statements.h"
#include "source/source.h"

/* One statement done; status is created, exists or refused. */
typedef void (*CvgExecuteEmit) (void *arg, const CvgStatement *statement,
								const char *status);

/*
 * Make a design from what the source has: reads its catalog with all
 * details and, where a type depends on it, its data.
 */
extern CvgDesign *CvgDesignRead(CvgSource *source, const CvgDesignOptions *options);

/* As CvgDesignRead, of a catalog that has been read with CVG_READ_ALL. */
extern CvgDesign *CvgDesignOfSchema(CvgSource *source, const CvgSchema *schema,
									const CvgDesignOptions *options);

/*
 * Run the statements of one phase with the caller's rights, leaving alone
 * what is there.  A view that PostgreSQL refuses goes to the design's kept
 * code instead, with a note; all other errors are thrown.  emit may be NULL.
 * Needs SPI.
 */
extern void CvgExecutePhase(CvgDesign *design, List *statements, CvgPhase phase,
							CvgExecuteEmit emit, void *arg);

/* Whether its object is there already.  Needs SPI, and CvgSearchPathOff. */
extern bool CvgStatementIsThere(const CvgStatement *statement);

/*
 * Write the design's kept code into converge_source_code, as the table's
 * owner, replacing what was kept of the same objects.  Needs SPI.
 */
extern void CvgKeepCode(const CvgDesign *design);

/* What is in front of the notes of a severity: info, warning, loss. */
extern const char *CvgSeverityWord(CvgSeverity severity);

#endif							/* CVG_EXECUTE_H */
