/*-------------------------------------------------------------------------
 *
 * options.h
 *	  Options of servers and user mappings as a connection needs them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_OPTIONS_H
#define CVG_OPTIONS_H

#include "postgres.h"
#include "foreign/foreign.h"

#include "source/mysql_client.h"

/*
 * Fill *options from a server of converge_mysql or mysql_fdw and its user
 * mapping.  The strings are those of server and mapping, or in the current
 * memory context.
 */
extern void CvgMysqlOptionsFromServer(ForeignServer *server, UserMapping *mapping,
									  CvgMysqlOptions *options);

/*
 * How many connections an import may hold and how many bytes it may read in a
 * second, over all of them; 0: no limit.
 */
extern void CvgMysqlLimitsFromServer(ForeignServer *server, int *connections,
									 double *rate);

#endif							/* CVG_OPTIONS_H */
