/*
 * Read the result of a query of MySQL and discard it: the least that any
 * reader must do.  Prints the seconds that took, without connecting.
 * Usage: read HOST PORT USER PASSWORD DATABASE QUERY
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

int
main(int argc, char **argv)
{
	MYSQL	   *conn = mysql_init(NULL);
	MYSQL_RES  *result;
	double		began_at;

	if (argc != 7 ||
		!mysql_real_connect(conn, argv[1], argv[3], argv[4], argv[5],
							(unsigned) atoi(argv[2]), NULL, 0))
	{
		fprintf(stderr, "read: %s\n", argc == 7 ? mysql_error(conn) : "wrong arguments");
		return 1;
	}
	/* as converge sets it */
	mysql_query(conn, "SET innodb_parallel_read_threads = 1");
	began_at = now();
	if (mysql_query(conn, argv[6]) || (result = mysql_use_result(conn)) == NULL)
	{
		fprintf(stderr, "read: %s\n", mysql_error(conn));
		return 1;
	}
	while (mysql_fetch_row(result))
		;
	if (mysql_errno(conn))
	{
		fprintf(stderr, "read: %s\n", mysql_error(conn));
		return 1;
	}
	printf("%.3f\n", now() - began_at);
	return 0;
}
