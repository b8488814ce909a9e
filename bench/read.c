/*
 * Read the results of queries of MySQL and discard them: the least that any
 * reader must do.  Prints the seconds that took, without connecting.
 * Usage: read HOST PORT USER PASSWORD DATABASE QUERY...
 */
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

/* True if the query could be read to its end. */
static int
discard(MYSQL *conn, const char *query)
{
	MYSQL_RES  *result;

	if (mysql_query(conn, query) || (result = mysql_use_result(conn)) == NULL)
		return 0;
	while (mysql_fetch_row(result))
		;
	mysql_free_result(result);
	return mysql_errno(conn) == 0;
}

int
main(int argc, char **argv)
{
	MYSQL	   *conn = mysql_init(NULL);
	double		began_at;

	if (argc < 7 ||
		!mysql_real_connect(conn, argv[1], argv[3], argv[4], argv[5],
							(unsigned) atoi(argv[2]), NULL, 0))
	{
		fprintf(stderr, "read: %s\n", argc < 7 ? "wrong arguments" : mysql_error(conn));
		return 1;
	}
	/* as converge sets it */
	mysql_query(conn, "SET innodb_parallel_read_threads = 1");
	began_at = now();
	for (int i = 6; i < argc; i++)
		if (!discard(conn, argv[i]))
		{
			fprintf(stderr, "read: %s\n", mysql_error(conn));
			return 1;
		}
	printf("%.3f\n", now() - began_at);
	return 0;
}
