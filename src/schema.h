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

/* Sets of type classes. */
#define CVG_FROM(type)	(UINT32_C(1) << CVG_TYPE_##type)
#define CVG_FROM_INTS \
	(CVG_FROM(TINYINT) | CVG_FROM(SMALLINT) | CVG_FROM(MEDIUMINT) | \
	 CVG_FROM(INT) | CVG_FROM(BIGINT))
#define CVG_FROM_EXACT \
	(CVG_FROM_INTS | CVG_FROM(YEAR) | CVG_FROM(DECIMAL))
#define CVG_FROM_FLOATS \
	(CVG_FROM(FLOAT) | CVG_FROM(DOUBLE))
#define CVG_FROM_CHARS \
	(CVG_FROM(CHAR) | CVG_FROM(VARCHAR) | CVG_FROM(TEXT))
#define CVG_FROM_BYTES \
	(CVG_FROM(BINARY) | CVG_FROM(VARBINARY) | CVG_FROM(BLOB))
#define CVG_FROM_MOMENTS \
	(CVG_FROM(DATE) | CVG_FROM(DATETIME) | CVG_FROM(TIMESTAMP))

typedef enum CvgDefaultKind
{
	CVG_DEFAULT_NONE,			/* or NULL, which is the same */
	CVG_DEFAULT_TEXT,			/* a value, as a scan would deliver it */
	CVG_DEFAULT_HEX,			/* bytes, as lower case hex digits; of a text
								 * column too, if NUL bytes are in it */
	CVG_DEFAULT_BITS,			/* of a bit column, as all its digits */
	CVG_DEFAULT_EXPRESSION		/* in the SQL of the source */
} CvgDefaultKind;

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

	/* the rest is read only with CVG_READ_ALL; expressions are source SQL */
	CvgDefaultKind default_kind;
	char	   *default_text;	/* NULL with CVG_DEFAULT_NONE */
	char	   *generation;		/* expression of a generated column, or NULL */
	bool		stored;			/* of a generated column: not virtual */
	char	   *on_update;		/* CURRENT_TIMESTAMP(6), or NULL */
	char	   *comment;		/* NULL: none */
	int64		srid;			/* of a geometry; -1: not restricted */
	bool		is_json;		/* MariaDB: text with a check json_valid,
								 * which is not among the checks then */
} CvgColumn;

/* Whether the column's type is in the set. */
static inline bool
CvgColumnIs(const CvgColumn *column, uint32 types)
{
	return (types >> column->type & 1) != 0;
}

typedef enum CvgIndexKind
{
	CVG_INDEX_PRIMARY,
	CVG_INDEX_UNIQUE,
	CVG_INDEX_PLAIN,
	CVG_INDEX_FULLTEXT,
	CVG_INDEX_SPATIAL
} CvgIndexKind;

typedef struct CvgIndexPart
{
	int			column;			/* in columns[]; -1: an expression */
	char	   *expression;		/* or NULL */
	int			prefix;			/* characters, or bytes of binary types; -1:
								 * all */
	bool		descending;
} CvgIndexPart;

typedef struct CvgIndex
{
	char	   *name;
	CvgIndexKind kind;
	char	   *method;			/* BTREE, HASH, FULLTEXT, SPATIAL, RTREE */
	char	   *parser;			/* of a FULLTEXT index, or NULL */
	char	   *comment;		/* NULL: none */
	bool		invisible;
	bool		without_overlaps;	/* MariaDB: the last two columns are a
									 * period */
	int			nparts;
	CvgIndexPart *parts;
} CvgIndex;

typedef enum CvgReferenceAction
{
	CVG_ACTION_NONE,			/* NO ACTION, RESTRICT */
	CVG_ACTION_CASCADE,
	CVG_ACTION_SET_NULL,
	CVG_ACTION_SET_DEFAULT
} CvgReferenceAction;

typedef struct CvgForeignKey
{
	char	   *name;
	int			ncolumns;
	int		   *columns;		/* in columns[] */
	char	   *ref_database;	/* NULL: this one */
	char	   *ref_table;		/* may not exist */
	char	  **ref_columns;
	CvgReferenceAction on_delete;
	CvgReferenceAction on_update;
} CvgForeignKey;

typedef struct CvgCheck
{
	char	   *name;
	char	   *expression;
	bool		enforced;
} CvgCheck;

typedef struct CvgPartition
{
	char	   *name;
	char	   *values;			/* of RANGE and LIST, as the source lists
								 * them: "10", "MAXVALUE", "'a','b'"; NULL for
								 * others */
	int			nsubpartitions;
} CvgPartition;

typedef struct CvgPartitioning
{
	char	   *method;			/* RANGE, LIST, HASH, KEY, RANGE COLUMNS,
								 * LINEAR HASH, SYSTEM_TIME ... */
	char	   *expression;		/* expression, or list of quoted columns */
	char	   *submethod;		/* NULL: no subpartitions */
	char	   *subexpression;
	int			npartitions;
	CvgPartition *partitions;
} CvgPartitioning;

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

	/*
	 * The rest is read only with CVG_READ_ALL; lists are sorted by name.  An
	 * index or foreign key with a column that the account may not see is not
	 * there.
	 */
	char	   *comment;		/* NULL: none */
	char	   *collation;
	bool		system_versioned;	/* MariaDB */
	List	   *indexes;		/* of CvgIndex *, the primary key first */
	List	   *foreign_keys;	/* of CvgForeignKey * */
	List	   *checks;			/* of CvgCheck *, those of columns too, which
								 * MariaDB names as the column */
	CvgPartitioning *partitioning;	/* NULL: none */
} CvgTable;

typedef struct CvgView
{
	char	   *name;
	int			ncolumns;
	CvgColumn  *columns;		/* names and types */
	char	   *body;			/* its SELECT; NULL: the account may not see
								 * it */
	char	   *check_option;	/* NONE, LOCAL, CASCADED */
	bool		invoker;		/* SQL SECURITY INVOKER */
} CvgView;

/* MariaDB */
typedef struct CvgSourceSequence
{
	char	   *name;
	int64		start;
	int64		minimum;
	int64		maximum;
	int64		increment;
	int64		cache;
	bool		cycle;
	int64		next;			/* not given out yet, nor cached */
} CvgSourceSequence;

/* A program of the source, verbatim. */
typedef struct CvgSourceCode
{
	char	   *kind;			/* trigger, procedure, function, event;
								 * MariaDB: package, package body */
	char	   *name;
	char	   *table_name;		/* of a trigger, or NULL */
	char	   *timing;			/* of a trigger: BEFORE INSERT; of an event:
								 * its schedule; else NULL */
	char	   *body;			/* the statement that creates it; NULL: the
								 * account may not see it */
	char	   *sql_mode;
} CvgSourceCode;

typedef enum CvgReadDetail
{
	CVG_READ_TABLES,			/* what moving rows needs */
	CVG_READ_ALL				/* what creating the schema needs */
} CvgReadDetail;

typedef struct CvgSchema
{
	char	   *name;			/* database at the source */
	bool		mariadb;
	int			ntables;
	CvgTable   *tables;			/* sorted by name, bytewise */

	/* the rest is read only with CVG_READ_ALL; sorted by name */
	List	   *views;			/* of CvgView * */
	List	   *sequences;		/* of CvgSourceSequence * */
	List	   *code;			/* of CvgSourceCode * */
	bool		code_visible;	/* false: the account cannot see whether there
								 * are triggers, routines and events */
} CvgSchema;

/*
 * What is known of the data of a column; asked of the source before the
 * design is made.
 */
typedef enum CvgFit
{
	CVG_FIT_UNKNOWN,			/* not asked: the safe type is chosen */
	CVG_FIT_YES,				/* every value fits the narrower type */
	CVG_FIT_NO,
	CVG_FIT_EMPTY				/* there is no value: NULL, and '' where NULL
								 * is allowed */
} CvgFit;

typedef struct CvgColumnFit
{
	CvgFit		boolean;		/* tinyint(1): all 0, 1 or NULL */
	CvgFit		uuid;			/* char(36), varchar(36): all uuids */
} CvgColumnFit;

/* The table of that exact name, or NULL. */
extern CvgTable *CvgSchemaTable(const CvgSchema *schema, const char *name);

/* Index of the column of that exact name, or -1. */
extern int	CvgTableColumnIndex(const CvgTable *table, const char *name);

/* How many numbers a column of type vector has, at most. */
extern int	CvgVectorLength(const CvgColumn *column);

/*
 * Whether a collation of the source calls letters that differ in case equal.
 * The name in lower case; NULL: it is no text, and nothing is.
 */
extern bool CvgCollationIgnoresCase(const char *collation);

/* The column's type class in words, as documentation and reports use them. */
extern const char *CvgTypeClassName(CvgTypeClass type);

#endif							/* CVG_SCHEMA_H */
