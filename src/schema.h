/*-------------------------------------------------------------------------
 *
 * schema.h
 *	  Model of a source schema: tables, columns and keys in our own structs.
 *
 * Nothing here knows a client library or a PostgreSQL catalog.  A driver of
 * src/source fills these structs; everything else only reads them.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_SCHEMA_H
#define CVG_SCHEMA_H

#include "postgres.h"
#include "nodes/pg_list.h"

/* What kind of values a source column holds; modifiers are in CvgColumn. */
typedef enum CvgTypeClass
{
	CVG_TYPE_UNKNOWN,
	CVG_TYPE_TINYINT,
	CVG_TYPE_SMALLINT,
	CVG_TYPE_MEDIUMINT,
	CVG_TYPE_INT,
	CVG_TYPE_BIGINT,
	CVG_TYPE_DECIMAL,
	CVG_TYPE_FLOAT,
	CVG_TYPE_DOUBLE,
	CVG_TYPE_BIT,
	CVG_TYPE_YEAR,
	CVG_TYPE_DATE,
	CVG_TYPE_DATETIME,			/* without time zone */
	CVG_TYPE_TIMESTAMP,			/* an instant, read in UTC */
	CVG_TYPE_TIME,				/* a signed duration, up to 838:59:59 */
	CVG_TYPE_CHAR,
	CVG_TYPE_VARCHAR,
	CVG_TYPE_TEXT,
	CVG_TYPE_BINARY,
	CVG_TYPE_VARBINARY,
	CVG_TYPE_BLOB,
	CVG_TYPE_ENUM,
	CVG_TYPE_SET,
	CVG_TYPE_JSON,
	CVG_TYPE_GEOMETRY,
	CVG_TYPE_VECTOR,
	CVG_TYPE_UUID,
	CVG_TYPE_INET
} CvgTypeClass;

typedef struct CvgColumn
{
	char	   *name;
	char	   *type_text;		/* as the source spells it: "int unsigned" */
	CvgTypeClass type;

	/* type modifiers; -1 where the type has none */
	int			length;			/* characters, bytes or bits; display width of
								 * tinyint(1) */
	int			precision;		/* decimal digits */
	int			scale;			/* digits after the point, of seconds too */
	bool		is_unsigned;
	bool		zerofill;
	List	   *labels;			/* of char *, of an enum or set, in order */
	char	   *charset;		/* NULL if not a character type */
	char	   *collation;

	bool		nullable;
	bool		auto_increment;
	bool		generated;		/* computed by the source from other columns */
	bool		invisible;
} CvgColumn;

typedef struct CvgTable
{
	char	   *name;
	char	   *engine;
	int			ncolumns;
	CvgColumn  *columns;
	int			nkey;			/* columns of the primary key; 0: none */
	int		   *key;			/* their indexes in columns[] */
	bool		partly_readable;	/* has columns that the account may not
									 * see, which are not in columns[] */

	/* what the source estimates or remembers */
	int64		rows_estimate;	/* -1: not known */
	int64		bytes;			/* data and indexes; -1: not known */
	uint64		auto_increment; /* next value; 0: none or not yet used */
} CvgTable;

typedef struct CvgSchema
{
	char	   *name;			/* database at the source */
	int			ntables;
	CvgTable   *tables;			/* sorted by name, bytewise */
} CvgSchema;

/* Index of the column of that exact name, or -1. */
extern int	CvgTableColumnIndex(const CvgTable *table, const char *name);

/* The column's type class in words, as documentation and reports use them. */
extern const char *CvgTypeClassName(CvgTypeClass type);

#endif							/* CVG_SCHEMA_H */
