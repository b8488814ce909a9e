/*-------------------------------------------------------------------------
 *
 * mysql_net.h
 *	  Host names and waits under the connections to MySQL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CVG_MYSQL_NET_H
#define CVG_MYSQL_NET_H

#include "postgres.h"
#include "datatype/timestamp.h"
#include "storage/latch.h"

#define CVG_MAX_ADDRESSES	8
#define CVG_ADDRESS_BYTES	64	/* IPv6 with the name of an interface */

/* Numeric addresses of a host. */
typedef struct CvgAddresses
{
	int			count;
	char		list[CVG_MAX_ADDRESSES][CVG_ADDRESS_BYTES];
} CvgAddresses;

/* The waits of one call that is repeated until it is through. */
typedef struct CvgWait
{
	int			limit;			/* seconds; 0: none */
	bool		silence;		/* limit counts from the last event */
	TimestampTz deadline;		/* 0: clock not started */
	int			retries;		/* calls repeated without waiting */
	WaitEventSet *events;		/* socket and latch, or NULL */
} CvgWait;

/*
 * Look the host up.  Blocks as libpq does; returns NULL or what went wrong.
 */
extern const char *CvgResolveHost(const char *host, CvgAddresses *addresses);

/* Begin a wait.  The struct is zero before the first. */
extern void CvgWaitInit(CvgWait *wait, int limit, bool silence);

/*
 * All waits to come are for this socket, until CvgWaitEnd, which does nothing
 * if there was no CvgWaitKeep.  What is set up for one wait serves the next.
 */
extern void CvgWaitKeep(CvgWait *wait, int fd);
extern void CvgWaitEnd(CvgWait *wait);

/*
 * Wait until the call that left error in errno is worth repeating, or the
 * latch was set; false once the limit is over.  fd is 0 while the socket is
 * not known.  Does not look at interrupts.
 */
extern bool CvgWaitForSocket(CvgWait *wait, int fd, int error);

#endif							/* CVG_MYSQL_NET_H */
