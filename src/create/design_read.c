/*-------------------------------------------------------------------------
 *
 * design_read.c
 *	  From a source to a design: its catalog, what is known of its data.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "create/execute.h"

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
	return CvgDesignMake(schema, options, NULL);
}
