/*-------------------------------------------------------------------------
 *
 * mysql_errors.h
 *	  What an error number of MySQL means in PostgreSQL's terms.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_MYSQL_ERRORS_H
#define CVG_MYSQL_ERRORS_H

#include "postgres.h"

/*
 * The SQLSTATE (as errcode() takes it) of a MySQL error; sqlstate is MySQL's
 * own, five characters.
 */
extern int	CvgMysqlErrorSqlstate(unsigned int number, const char *sqlstate);

/* What to do about the error, or NULL where the number does not tell. */
extern const char *CvgMysqlErrorHint(unsigned int number);

/* Whether the connection is of no use after that error. */
extern bool CvgMysqlErrorIsFatal(unsigned int number);

/*
 * A copy of MySQL's message that is valid in the database's encoding and
 * ends with a period, in the current memory context.
 */
extern char *CvgMysqlErrorText(const char *message);

#endif							/* CVG_MYSQL_ERRORS_H */
