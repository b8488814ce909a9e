/*-------------------------------------------------------------------------
 *
 * mysql_stream.c
 *	  Rows of a result, read from the TLS session itself.
 *
 * The client library reads each row by two calls of SSL_read, one for the four
 * bytes of a header and one for the row, and looks at each field twice.  For
 * narrow rows that is more work than all else that is done with them.  Here
 * a whole TLS record is read at once, and cells point into it.
 *
 * The library keeps its session to itself, but OpenSSL tells whoever asks of
 * every session that begins in the process (SSL_get_ex_new_index); the one
 * on the library's socket is the library's.  If none is, because there is
 * no TLS, or because the library has brought an OpenSSL of its own, the library
 * reads the rows.  Without TLS it has a buffer that nobody else sees into.
 *
 * What is read here is the protocol's "text resultset row": packets of a
 * length in three bytes, a number in one, and a payload.  A payload of
 * 0xffffff bytes is continued in the next packet.  After the rows comes a
 * packet that begins with 0xfe and is shorter than that, or 0xff for an
 * error.  A field is its length and its bytes; a length is one byte up to 250,
 * or 0xfc, 0xfd, 0xfe and two, three or eight bytes; 0xfb is NULL.
 *
 * Nothing but SSL_read is called on the session, and only between the
 * library's mysql_use_result and its next statement.  The server sends nothing
 * after a result that no statement has asked for, so reading as much as there
 * is takes nothing from the library.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <fcntl.h>
#include <limits.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "utils/memutils.h"

#include "source/mysql_stream.h"

#define HEADER_BYTES		4
#define MAX_PAYLOAD			0xffffff
#define RECORD_BYTES		(16 * 1024) /* most that one SSL_read returns */
#define BUFFER_BYTES		(4 * RECORD_BYTES)
#define BUFFER_KEPT			(1024 * 1024)

#define FIRST_BYTE_END		0xfe
#define FIRST_BYTE_ERROR	0xff
#define LENGTH_NULL			0xfb
#define LENGTH_TWO_BYTES	0xfc
#define LENGTH_THREE_BYTES	0xfd
#define LENGTH_EIGHT_BYTES	0xfe

struct CvgStream
{
	SSL		   *tls;
	size_t		max_row;
	MemoryContext mcxt;

	int			ncells;
	int			max_cells;
	CvgCell    *cells;
	uint8		sequence;		/* of the next packet */

	/* bytes received, [start, end) of them not yet done with */
	unsigned char *buffer;
	size_t		size;
	size_t		start;
	size_t		end;
	size_t		joined;			/* payload of the packets of a row so far,
								 * which begins behind a header at start */

	unsigned char *payload;		/* of the packet that was read last */
	size_t		length;
};

/* The TLS session that was begun last, while it lives. */
static SSL *newest = NULL;

static void SessionBegins(void *parent, void *ptr, CRYPTO_EX_DATA *ad,
						  int idx, long argl, void *argp);
static void SessionEnds(void *parent, void *ptr, CRYPTO_EX_DATA *ad,
						int idx, long argl, void *argp);
static CvgStreamStatus ReadPacket(CvgStream *stream);
static CvgStreamStatus ReadMore(CvgStream *stream, size_t needed);
static void MakeRoom(CvgStream *stream, size_t needed);
static inline bool ReadCells(CvgStream *stream, CvgRow *row);
static const unsigned char *LongLength(const unsigned char *p,
									   const unsigned char *end, size_t *length);

static inline unsigned
TwoBytes(const unsigned char *p)
{
	return p[0] | p[1] << 8;
}

static inline size_t
ThreeBytes(const unsigned char *p)
{
	return p[0] | p[1] << 8 | p[2] << 16;
}

void
CvgStreamWatch(void)
{
	static bool watching = false;

	if (watching)
		return;
	watching = true;
	/* should it fail, no session is seen, and the library reads the rows */
	if (SSL_get_ex_new_index(0, NULL, SessionBegins, NULL, SessionEnds) < 0)
		ERR_clear_error();
}

static void
SessionBegins(void *parent, void *ptr, CRYPTO_EX_DATA *ad, int idx, long argl, void *argp)
{
	newest = parent;
}

static void
SessionEnds(void *parent, void *ptr, CRYPTO_EX_DATA *ad, int idx, long argl, void *argp)
{
	if (newest == parent)
		newest = NULL;
}

CvgStream *
CvgStreamCreate(int fd, size_t max_row, MemoryContext mcxt)
{
	CvgStream  *stream;

	if (newest == NULL || SSL_get_fd(newest) != fd)
		return NULL;

	stream = MemoryContextAllocZero(mcxt, sizeof(CvgStream));
	stream->tls = newest;
	stream->max_row = max_row;
	stream->mcxt = mcxt;
	/* the header of a record and the record by one system call, not two */
	SSL_set_read_ahead(stream->tls, 1);

	return stream;
}

bool
CvgStreamBegin(CvgStream *stream, int ncells, unsigned sequence)
{
	int			flags = fcntl(SSL_get_fd(stream->tls), F_GETFL);

	if (flags < 0 || (flags & O_NONBLOCK) == 0)
		return false;

	if (stream->buffer == NULL)
	{
		stream->buffer = MemoryContextAlloc(stream->mcxt, BUFFER_BYTES);
		stream->size = BUFFER_BYTES;
	}
	if (ncells > stream->max_cells)
	{
		stream->cells = MemoryContextAlloc(stream->mcxt, sizeof(CvgCell) * ncells);
		stream->max_cells = ncells;
	}
	stream->ncells = ncells;
	stream->sequence = (uint8) sequence;
	stream->start = stream->end = stream->joined = stream->length = 0;
	stream->payload = stream->buffer;

	return true;
}

CvgStreamStatus
CvgStreamNext(CvgStream *stream, CvgRow *row)
{
	CvgStreamStatus status = ReadPacket(stream);

	if (unlikely(status != CVG_STREAM_ROW))
		return status;
	if (unlikely(stream->length == 0))
		return CVG_STREAM_MALFORMED;
	if (unlikely(*stream->payload == FIRST_BYTE_ERROR))
		return CVG_STREAM_ERROR;
	if (unlikely(*stream->payload == FIRST_BYTE_END && stream->length < MAX_PAYLOAD))
		return CVG_STREAM_END;

	return likely(ReadCells(stream, row)) ? CVG_STREAM_ROW : CVG_STREAM_MALFORMED;
}

bool
CvgStreamEnd(CvgStream *stream, bool is_ok, unsigned *server_status, unsigned *warnings)
{
	const unsigned char *p = stream->payload + 1;
	const unsigned char *end = stream->payload + stream->length;

	/* OK: rows affected, last id, status, warnings; EOF: warnings, status */
	for (int i = 0; i < 2 && is_ok && p != NULL; i++)
	{
		size_t		number = p < end ? *p++ : LENGTH_NULL;

		if (number >= LENGTH_NULL)
			p = LongLength(p, end, &number);
	}
	if (p == NULL || end - p < 4 || stream->start != stream->end)
		return false;
	*server_status = is_ok ? TwoBytes(p) : TwoBytes(p + 2);
	*warnings = is_ok ? TwoBytes(p + 2) : TwoBytes(p);

	if (stream->size > BUFFER_KEPT)
	{
		pfree(stream->buffer);
		stream->buffer = NULL;
		stream->size = 0;
	}
	return true;
}

const unsigned char *
CvgStreamError(const CvgStream *stream, size_t *len)
{
	*len = stream->length;
	return stream->payload;
}

/*
 * Make payload and length those of the next packet, whatever it holds; the one
 * before is gone.  Packets of one row are joined.
 */
static CvgStreamStatus
ReadPacket(CvgStream *stream)
{
	for (;;)
	{
		size_t		at = stream->joined > 0 ?
			stream->start + HEADER_BYTES + stream->joined : stream->start;
		size_t		have = stream->end - at;
		unsigned char *packet = stream->buffer + at;
		size_t		length = 0;
		CvgStreamStatus status;

		if (likely(have >= HEADER_BYTES))
		{
			length = ThreeBytes(packet);
			if (unlikely(packet[3] != stream->sequence))
				return CVG_STREAM_MALFORMED;
			if (unlikely(stream->joined + length >= stream->max_row))
				return CVG_STREAM_TOO_LARGE;
		}
		if (unlikely(have < HEADER_BYTES + length))
		{
			status = ReadMore(stream, at - stream->start + HEADER_BYTES + length);
			if (status != CVG_STREAM_ROW)
				return status;
			continue;
		}

		stream->sequence++;
		if (likely(stream->joined == 0 && length < MAX_PAYLOAD))
		{
			stream->payload = packet + HEADER_BYTES;
			stream->length = length;
			stream->start = at + HEADER_BYTES + length;
			return CVG_STREAM_ROW;
		}

		/* close the gap that the header of a continuation leaves */
		if (stream->joined > 0)
		{
			memmove(packet, packet + HEADER_BYTES, have - HEADER_BYTES);
			stream->end -= HEADER_BYTES;
		}
		stream->joined += length;
		if (length < MAX_PAYLOAD)
		{
			stream->payload = stream->buffer + stream->start + HEADER_BYTES;
			stream->length = stream->joined;
			stream->start += HEADER_BYTES + stream->joined;
			stream->joined = 0;
			return CVG_STREAM_ROW;
		}
	}
}

/*
 * Read what there is, with room for so many bytes from start on.  Returns
 * CVG_STREAM_ROW if that was anything.
 */
static CvgStreamStatus
ReadMore(CvgStream *stream, size_t needed)
{
	int			rc;

	MakeRoom(stream, needed);
	ERR_clear_error();
	rc = SSL_read(stream->tls, stream->buffer + stream->end,
				  (int) Min(stream->size - stream->end, INT_MAX));
	if (likely(rc > 0))
	{
		stream->end += rc;
		return CVG_STREAM_ROW;
	}
	switch (SSL_get_error(stream->tls, rc))
	{
		case SSL_ERROR_WANT_READ:
		case SSL_ERROR_WANT_WRITE:
			return CVG_STREAM_WAIT;
		default:
			ERR_clear_error();
			return CVG_STREAM_LOST;
	}
}

/*
 * Move what is there to the buffer's begin, and enlarge the buffer, if so many
 * bytes from start on, or one more record, would not fit.
 */
static void
MakeRoom(CvgStream *stream, size_t needed)
{
	size_t		have = stream->end - stream->start;
	size_t		size = Max(needed, have + RECORD_BYTES);

	if (stream->start + size <= stream->size)
		return;
	memmove(stream->buffer, stream->buffer + stream->start, have);
	stream->start = 0;
	stream->end = have;
	if (size > stream->size)
	{
		/* a long row comes in many records */
		stream->size = Max(size, stream->size + stream->size / 2);
		stream->buffer = repalloc_huge(stream->buffer, stream->size);
	}
}

static inline bool
ReadCells(CvgStream *stream, CvgRow *row)
{
	const unsigned char *p = stream->payload;
	const unsigned char *end = p + stream->length;
	CvgCell    *cells = stream->cells;
	int			ncells = stream->ncells;
	size_t		bytes = 0;

	for (int i = 0; i < ncells; i++)
	{
		size_t		length;

		if (unlikely(p == end))
			return false;
		length = *p++;
		if (unlikely(length >= LENGTH_NULL))
		{
			if (length == LENGTH_NULL)
			{
				cells[i].data = NULL;
				cells[i].len = 0;
				continue;
			}
			p = LongLength(p, end, &length);
			if (p == NULL)
				return false;
		}
		if (unlikely(length > (size_t) (end - p)))
			return false;
		cells[i].data = (const char *) p;
		cells[i].len = length;
		bytes += length;
		p += length;
	}
	row->ncells = ncells;
	row->cells = cells;
	row->bytes = bytes;

	return p == end;
}

/*
 * The length of a field whose first byte, before p, says how many bytes it has;
 * returns where the field begins, or NULL.
 */
static const unsigned char *
LongLength(const unsigned char *p, const unsigned char *end, size_t *length)
{
	int			nbytes = *length == LENGTH_TWO_BYTES ? 2 :
		*length == LENGTH_THREE_BYTES ? 3 :
		*length == LENGTH_EIGHT_BYTES ? 8 : 0;

	if (nbytes == 0 || end - p < nbytes)
		return NULL;
	*length = 0;
	for (int i = nbytes - 1; i >= 0; i--)
		*length = *length << 8 | p[i];
	return p + nbytes;
}
