/*-------------------------------------------------------------------------
 *
 * jsonb_writer.h
 *	  JSON text to jsonb, faster than jsonb_in.
 *
 * Portions Copyright (c) 2026, converge contributors
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_JSONB_WRITER_H
#define CVG_JSONB_WRITER_H

#include "postgres.h"

#include "utils/jsonb.h"
#include "utils/palloc.h"

/* Buffers that serve one value after another. */
typedef struct CvgJsonbWriter CvgJsonbWriter;

/*
 * A writer, in a context of its own below parent; it ends with parent.
 */
extern CvgJsonbWriter *CvgJsonbWriterCreate(MemoryContext parent);

/*
 * The jsonb that jsonb_in makes of the same text, byte for byte, allocated in
 * the current memory context with some bytes to spare; or NULL, which says nothing about the text but
 * that it is to be given to jsonb_in.  Whatever the text holds, nothing is
 * thrown (except for lack of memory).
 *
 * The text needs no NUL at its end, no byte behind it is read.  Its encoding
 * is checked here.  jsonb_in does not do that, so a caller who got NULL must.
 */
extern Jsonb *CvgJsonbWrite(CvgJsonbWriter *w, const char *json, size_t len);

#endif							/* CVG_JSONB_WRITER_H */
