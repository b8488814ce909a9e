/*-------------------------------------------------------------------------
 *
 * mysql_stream.h
 *	  Rows of a result, read from the TLS session itself.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_MYSQL_STREAM_H
#define CVG_MYSQL_STREAM_H

#include "postgres.h"

#include "row.h"

typedef struct CvgStream CvgStream;

typedef enum CvgStreamStatus
{
	CVG_STREAM_ROW,				/* *row is filled */
	CVG_STREAM_END,				/* all rows were read */
	CVG_STREAM_ERROR,			/* the server sent an error instead */
	CVG_STREAM_WAIT,			/* repeat the call when there is more to read */
	CVG_STREAM_LOST,			/* the connection is broken */
	CVG_STREAM_TOO_LARGE,		/* a row above the limit */
	CVG_STREAM_MALFORMED		/* not the protocol: the connection is of no
								 * more use */
} CvgStreamStatus;

/*
 * Take note of TLS sessions that begin in this process from now on.  Nothing
 * happens on further calls.
 */
extern void CvgStreamWatch(void);

/*
 * A stream over the TLS session that was begun last, if it is on that socket,
 * else NULL.  Allocated in mcxt.  The session must outlive its use.
 */
extern CvgStream *CvgStreamCreate(int fd, size_t max_row, MemoryContext mcxt);

/*
 * The rows of a result begin, ncells in each; sequence is the number that the
 * next packet must have.  False if they cannot be read here: the socket blocks.
 */
extern bool CvgStreamBegin(CvgStream *stream, int ncells, unsigned sequence);

/*
 * The next row.  Its cells are valid until the next call.  Never waits, never
 * throws but for want of memory.
 */
extern CvgStreamStatus CvgStreamNext(CvgStream *stream, CvgRow *row);

/*
 * After CVG_STREAM_END: what the server says in the end.  is_ok: its packet has
 * the form of an OK packet.  False if the packet is none, or if there is more
 * to read, which the library would never see.
 */
extern bool CvgStreamEnd(CvgStream *stream, bool is_ok, unsigned *server_status,
						 unsigned *warnings);

/* After CVG_STREAM_ERROR: the packet and its length in *len. */
extern const unsigned char *CvgStreamError(const CvgStream *stream, size_t *len);

#endif							/* CVG_MYSQL_STREAM_H */
