/*
 * Read one table of MySQL and discard it: the least that any reader must do.
 * Usage: read HOST PORT USER PASSWORD DATABASE TABLE
 */
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>

int
main(int argc, char **argv)
{
	MYSQL	   *conn = mysql_init(NULL);
	MYSQL_RES  *result;
	char		sql[256];
	unsigned long rows = 0;

	if (argc != 7 ||
		!mysql_real_connect(conn, argv[1], argv[3], argv[4], argv[5],
							(unsigned) atoi(argv[2]), NULL, 0))
	{
		fprintf(stderr, "read: %s\n", argc == 7 ? mysql_error(conn) : "wrong arguments");
		return 1;
	}
	snprintf(sql, sizeof(sql), "SELECT * FROM %s", argv[6]);
	if (mysql_query(conn, sql) || (result = mysql_use_result(conn)) == NULL)
	{
		fprintf(stderr, "read: %s\n", mysql_error(conn));
		return 1;
	}
	while (mysql_fetch_row(result))
		rows++;
	if (mysql_errno(conn))
	{
		fprintf(stderr, "read: %s\n", mysql_error(conn));
		return 1;
	}
	printf("%lu\n", rows);
	return 0;
}
