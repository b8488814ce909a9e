/*-------------------------------------------------------------------------
 *
 * mysql_catalog.h
 *	  What the files that read a MySQL or MariaDB catalog share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_MYSQL_CATALOG_H
#define CVG_MYSQL_CATALOG_H

#include "postgres.h"

#include "utils/hsearch.h"

#include "source/mysql_source.h"

/* MySQL's longest name is 64 characters of up to 4 bytes. */
#define CVG_MYSQL_NAME_BYTES 257

/* MySQL takes 61 tables in a join; derived tables count each for itself. */
#define CVG_MYSQL_TABLES_AT_ONCE 50

/* A table or a view, found by its exact name. */
typedef struct CvgCatalogEntry
{
	char		name[CVG_MYSQL_NAME_BYTES]; /* hash key */
	CvgTable   *table;			/* or NULL */
	CvgView    *view;			/* or NULL */
	int			allocated;		/* columns allocated */
} CvgCatalogEntry;

/* A catalog while it is read. */
typedef struct CvgCatalog
{
	CvgMysql   *conn;
	CvgSchema  *schema;
	CvgReadDetail detail;
	int			version;		/* 90704 for 9.7.4 */
	HTAB	   *entries;		/* of CvgCatalogEntry */
	bool		has_partitions; /* some table has */
	List	   *sequence_names; /* of char * */
	List	   *hidden_actions; /* of CvgTable *: its foreign keys' actions */
} CvgCatalog;

/*
 * The steps, in the order in which they run.  Each adds to the schema, in
 * the current memory context, and throws what the server refuses.
 */
extern void CvgCatalogReadColumns(CvgCatalog *catalog);
extern void CvgCatalogReadSrids(CvgCatalog *catalog);
extern void CvgCatalogReadIndexes(CvgCatalog *catalog);
extern void CvgCatalogReadForeignKeys(CvgCatalog *catalog);
extern void CvgCatalogReadChecks(CvgCatalog *catalog);
extern void CvgCatalogReadPartitions(CvgCatalog *catalog);
extern void CvgCatalogReadViews(CvgCatalog *catalog);
extern void CvgCatalogReadSequences(CvgCatalog *catalog);
extern void CvgCatalogReadCode(CvgCatalog *catalog);

/* What information_schema damages: asked of the server another way. */
extern void CvgCatalogRepairDefaults(CvgCatalog *catalog);
extern void CvgCatalogRepairLabels(CvgCatalog *catalog);
extern void CvgCatalogRepairFromCreate(CvgCatalog *catalog);

/*
 * The default of a column as SHOW CREATE TABLE writes it, or NULL if it has
 * none there.
 */
extern char *CvgCatalogCreateDefault(CvgCatalog *catalog, const CvgTable *table,
									 const CvgColumn *column);

/* The action that the text begins with; RESTRICT and NO ACTION are none. */
extern CvgReferenceAction CvgCatalogAction(const char *rule, size_t len);

/* Entry of that exact name, or NULL. */
extern CvgCatalogEntry *CvgCatalogFind(CvgCatalog *catalog, const CvgCell *name);

/* Table of that exact name, or NULL; views have none. */
extern CvgTable *CvgCatalogFindTable(CvgCatalog *catalog, const CvgCell *name);

/* Cells as C values. */
extern char *CvgCellString(const CvgCell *cell);	/* NULL if it is NULL */
extern char *CvgCellText(const CvgCell *cell);	/* NULL if empty, too */
extern int64 CvgCellInt(const CvgCell *cell, int64 ifnull);
extern bool CvgCellIs(const CvgCell *cell, const char *word);

/*
 * An expression of information_schema as SQL that the server would read
 * back; NULL for NULL.
 */
extern char *CvgCatalogExpression(CvgCatalog *catalog, const CvgCell *cell);

/*
 * Value of a literal that is the whole of a text: 'it''s', 'a\nb'.  Returns
 * NULL for any other text; *len gets the bytes, which may contain NUL.
 */
extern char *CvgMysqlReadString(const char *text, int *len);

/* The name in `backticks` at the start of the text; *end gets what follows. */
extern char *CvgMysqlReadIdentifier(const char *text, const char **end);

/* Where the quoted string or name ends that begins at p. */
extern const char *CvgMysqlSkipQuoted(const char *p);


/* Bytes as lower case hex digits. */
extern char *CvgHexDigits(const char *bytes, int len);

/* Hex digits as bytes; *len gets their number. */
extern char *CvgHexBytes(const char *digits, int *len);

/* The column's values are bytes, not characters. */
extern bool CvgCatalogIsBinary(const CvgColumn *column);

#endif							/* CVG_MYSQL_CATALOG_H */
