/*-------------------------------------------------------------------------
 *
 * design_internal.h
 *	  What the files that make a design share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_DESIGN_INTERNAL_H
#define CVG_DESIGN_INTERNAL_H

#include "postgres.h"

#include "create/design.h"
#include "utils/hsearch.h"

/* A design while it is made. */
typedef struct CvgDesigner
{
	CvgDesign  *design;
	List	   *rules;
	int		   *table_of;		/* of a table of the source: its place in
								 * design->tables, or -1 */
	CvgNames   *relations;		/* names of tables, views, indexes, sequences */
	CvgNames  **constraints;	/* of each table of the design */
	HTAB	   *index_names;	/* design_keys.c: how often each is used */
} CvgDesigner;

/* Whether the design is to have the table. */
extern bool CvgDesignWants(const CvgSchema *schema, const CvgDesignOptions *options,
						   List *rules, const CvgTable *table);

/* Add a note on an object; message is not copied. */
extern void CvgDesignNote(CvgDesigner *designer, const char *code,
						  CvgSeverity severity, const char *object_type,
						  char *object, char *message);

/*
 * The columns of the table as expressions may mention them, in the order of
 * table->columns.  Generated columns are not to be mentioned if the
 * expression is one of a generated column or of a partition key.
 */
extern CvgExprColumn *CvgDesignScopeColumns(const CvgNewTable *table,
											bool with_generated);

/* Translate an expression over the columns of the table, for a condition,
 * index or partition key. */
extern char *CvgDesignExpression(CvgDesigner *designer, const CvgNewTable *table,
								 CvgExprUse use, const char *sql,
								 CvgProblem *problem);

/* Place in table->columns of a column of the source, or -1 if left out. */
extern int	CvgDesignColumn(const CvgNewTable *table, int source_column);

/* The table's names with those of the columns: "film_title_idx". */
extern char *CvgDesignComposedName(const CvgNewTable *table, int ncolumns,
								   const int *columns, const char *suffix);

/*
 * design_defaults.c.  Fill defaults, generated expressions and ON UPDATE of
 * a column; what cannot be kept becomes a note.
 */
extern void CvgDesignDefault(CvgDesigner *designer, CvgNewTable *table, int column);
extern void CvgDesignGenerated(CvgDesigner *designer, CvgNewTable *table, int column);
extern void CvgDesignChecks(CvgDesigner *designer, CvgNewTable *table);

/*
 * design_literals.c.  A value of the source as a literal of the column's
 * target type, or NULL with *problem filled.
 */
extern char *CvgDesignLiteral(const CvgNewColumn *column, CvgDefaultKind kind,
							  const char *value, CvgProblem *problem);

/* design_keys.c: fill table->indexes. */
extern void CvgDesignIndexes(CvgDesigner *designer, CvgNewTable *table);

/* design_text_index.c: an index for FULLTEXT or SPATIAL, or NULL with a note. */
extern CvgNewIndex *CvgDesignFulltext(CvgDesigner *designer, CvgNewTable *table,
									  const CvgIndex *source);
extern CvgNewIndex *CvgDesignSpatial(CvgDesigner *designer, CvgNewTable *table,
									 const CvgIndex *source);

/* design_references.c: fill table->foreign_keys, when all indexes are known. */
extern void CvgDesignForeignKeys(CvgDesigner *designer, CvgNewTable *table);

/* design_partitions.c: fill table->partition_key and partitions. */
extern void CvgDesignPartitions(CvgDesigner *designer, CvgNewTable *table);

/* design_code.c: fill the design's views and code. */
extern void CvgDesignViews(CvgDesigner *designer);
extern void CvgDesignCode(CvgDesigner *designer);

#endif							/* CVG_DESIGN_INTERNAL_H */
