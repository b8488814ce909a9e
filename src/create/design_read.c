/*-------------------------------------------------------------------------
 *
 * design_read.c
 *	  From a source to a design: its catalog, what is known of its data and of
 *	  the target.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "foreign/foreign.h"
#include "utils/lsyscache.h"

#include "create/design_internal.h"
#include "create/execute.h"
#include "rules.h"
#include "target/extensions.h"
#include "target/relations.h"

static CvgColumnFit **ReadFits(CvgSource *source, const CvgSchema *schema,
							   const CvgDesignOptions *options);
static void SetTargetOptions(CvgDesignOptions *options);

CvgDesign *
CvgDesignRead(CvgSource *source, const CvgDesignOptions *options)
{
	return CvgDesignOfSchema(source, source->routine->read_schema(source, CVG_READ_ALL),
							 options);
}

CvgDesign *
CvgDesignOfSchema(CvgSource *source, const CvgSchema *schema,
				  const CvgDesignOptions *options)
{
	CvgDesignOptions complete = *options;

	SetTargetOptions(&complete);
	return CvgDesignMake(schema, &complete, ReadFits(source, schema, &complete));
}

/* Of the tables that the design will have alone: this reads rows. */
static CvgColumnFit **
ReadFits(CvgSource *source, const CvgSchema *schema, const CvgDesignOptions *options)
{
	CvgColumnFit **fits = palloc0(sizeof(CvgColumnFit *) * (schema->ntables + 1));
	CvgColumnFit **asked_fits = palloc(sizeof(CvgColumnFit *) * (schema->ntables + 1));
	const CvgTable **asked = palloc(sizeof(CvgTable *) * (schema->ntables + 1));
	List	   *rules = CvgRulesRead(options->server, schema);
	int			n = 0;

	for (int i = 0; i < schema->ntables; i++)
	{
		const CvgTable *table = &schema->tables[i];

		if (!CvgDesignWants(schema, options, rules, table))
			continue;
		fits[i] = palloc0(sizeof(CvgColumnFit) * (table->ncolumns + 1));
		asked[n] = table;
		asked_fits[n++] = fits[i];
	}
	source->routine->probe(source, asked, n, asked_fits);
	return fits;
}

static void
SetTargetOptions(CvgDesignOptions *options)
{
	ForeignServer *server = GetForeignServerByName(options->server, false);

	if (options->target_schema == NULL)
		options->target_schema = get_namespace_name(CvgTargetNamespace(NULL));
	options->case_rule = CvgCaseRuleFromOption(CvgOptionValue(server->options, "case_rule"));
	options->citext = CvgTargetExtension("citext", options->target_schema);
	options->postgis = CvgTargetExtension("postgis", options->target_schema);
	options->pgvector = CvgTargetExtension("vector", options->target_schema);
}
