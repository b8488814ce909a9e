/*-------------------------------------------------------------------------
 *
 * arguments.h
 *	  Arguments of SQL functions.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_ARGUMENTS_H
#define CVG_ARGUMENTS_H

#include "postgres.h"
#include "fmgr.h"
#include "utils/jsonb.h"

#include "create/design.h"
#include "plan.h"
#include "verify/verify.h"

typedef struct CvgImportArguments
{
	CvgPlanOptions plan;
	bool		reject;			/* on_error => 'reject' */
	bool		checksum;		/* verify => 'checksum' */
	bool		dry_run;
	int			workers;		/* -1: as the setting tells */
} CvgImportArguments;

/* Read and check all arguments of converge_import. */
extern void CvgImportArgumentsRead(FunctionCallInfo fcinfo, CvgImportArguments *args);

/* For the ledger. */
extern Jsonb *CvgImportArgumentsToJsonb(const CvgImportArguments *args);
extern Jsonb *CvgDesignOptionsToJsonb(const CvgDesignOptions *options);

/* Throw if the argument is NULL. */
extern void CvgRequireArgument(FunctionCallInfo fcinfo, int argno, const char *name);

/* server, which must not be NULL. */
extern const char *CvgArgumentServer(FunctionCallInfo fcinfo, int argno);

/*
 * target_schema: the argument if not NULL, else the server's option
 * target_schema, else NULL.
 */
extern const char *CvgArgumentTargetSchema(FunctionCallInfo fcinfo, int argno,
										   const char *server);

/* A text[] as a list of char *; NIL for NULL. */
extern List *CvgArgumentNames(FunctionCallInfo fcinfo, int argno, const char *name);

extern bool CvgArgumentBool(FunctionCallInfo fcinfo, int argno, const char *name);
extern CvgVerifyLevel CvgArgumentLevel(FunctionCallInfo fcinfo, int argno);
extern CvgExisting CvgArgumentExisting(FunctionCallInfo fcinfo, int argno);
extern CvgMissing CvgArgumentMissing(FunctionCallInfo fcinfo, int argno);
extern CvgFold CvgArgumentFold(FunctionCallInfo fcinfo, int argno);

#endif							/* CVG_ARGUMENTS_H */
