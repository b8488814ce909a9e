/*-------------------------------------------------------------------------
 *
 * mysql_net.c
 *	  Host names and waits under the connections to MySQL.
 *
 * The client library's non-blocking calls do what they can without waiting,
 * and say when they have to be repeated, but not what they wait for.  So two
 * things are guessed here; a wrong guess costs time, never correctness:
 *
 *	 - whether to wait at all: an empty socket leaves EAGAIN in errno.  Any
 *	   other reason to stop (half a packet was there, a TLS record ended) is
 *	   progress, and the call is repeated at once.  This matters for wide rows,
 *	   each of which stops once or twice.
 *	 - for which event: reading, and writing as well while the socket's buffer
 *	   is full.
 *
 * No wait is longer than a second, after which the call is repeated whatever
 * happened.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include "miscadmin.h"
#include "storage/latch.h"
#include "utils/timestamp.h"

#include "compat.h"
#include "source/mysql_net.h"

#define MAX_WAIT_MS		1000
#define POLL_MS			5		/* while the socket is not known */
#define MAX_RETRIES		64
#define SOCKET_EVENT	2		/* its place in a set of events */

static uint32 WaitKept(CvgWait *wait, int fd, uint32 events);
static long WaitMilliseconds(CvgWait *wait, int fd);
static uint32 WantedEvents(int fd);

const char *
CvgResolveHost(const char *host, CvgAddresses *addresses)
{
	struct addrinfo hints = {0};
	struct addrinfo *list;
	int			rc;

	addresses->count = 0;
	hints.ai_socktype = SOCK_STREAM;
	hints.ai_flags = AI_ADDRCONFIG;
	rc = getaddrinfo(host, NULL, &hints, &list);
	if (rc != 0)
		return gai_strerror(rc);

	for (struct addrinfo *a = list; a != NULL; a = a->ai_next)
	{
		if (addresses->count < CVG_MAX_ADDRESSES &&
			getnameinfo(a->ai_addr, a->ai_addrlen,
						addresses->list[addresses->count], CVG_ADDRESS_BYTES,
						NULL, 0, NI_NUMERICHOST) == 0)
			addresses->count++;
	}
	freeaddrinfo(list);

	return addresses->count > 0 ? NULL : "no usable address";
}

void
CvgWaitInit(CvgWait *wait, int limit, bool silence)
{
	wait->limit = limit;
	wait->silence = silence;
	wait->deadline = 0;
	wait->retries = 0;
}

bool
CvgWaitForSocket(CvgWait *wait, int fd, int error)
{
	uint32		events;
	uint32		rc;

	if (fd > 0 && error != EAGAIN && error != EWOULDBLOCK &&
		++wait->retries < MAX_RETRIES)
		return true;
	wait->retries = 0;

	events = fd > 0 ? WantedEvents(fd) : 0;
	rc = wait->events ? WaitKept(wait, fd, events) :
		WaitLatchOrSocket(MyLatch,
						  WL_LATCH_SET | WL_EXIT_ON_PM_DEATH | WL_TIMEOUT | events,
						  fd > 0 ? fd : PGINVALID_SOCKET,
						  WaitMilliseconds(wait, fd), CvgSourceWaitEvent());
	if (rc & WL_LATCH_SET)
		ResetLatch(MyLatch);
	if ((rc & events) && wait->silence)
		wait->deadline = 0;

	return wait->deadline == 0 || GetCurrentTimestamp() < wait->deadline;
}

void
CvgWaitKeep(CvgWait *wait, int fd)
{
	CvgWaitEnd(wait);
	wait->events = CvgCreateWaitEventSet(3);
	AddWaitEventToSet(wait->events, WL_LATCH_SET, PGINVALID_SOCKET, MyLatch, NULL);
	AddWaitEventToSet(wait->events, WL_EXIT_ON_PM_DEATH, PGINVALID_SOCKET, NULL, NULL);
	AddWaitEventToSet(wait->events, WL_SOCKET_READABLE, fd, NULL, NULL);
}

void
CvgWaitEnd(CvgWait *wait)
{
	if (wait->events != NULL)
		FreeWaitEventSet(wait->events);
	wait->events = NULL;
}

/* As WaitLatchOrSocket, without making a set of events for the one wait. */
static uint32
WaitKept(CvgWait *wait, int fd, uint32 events)
{
	WaitEvent	event;

	ModifyWaitEvent(wait->events, SOCKET_EVENT, events, NULL);
	if (WaitEventSetWait(wait->events, WaitMilliseconds(wait, fd), &event, 1,
						 CvgSourceWaitEvent()) == 0)
		return WL_TIMEOUT;
	return event.events;
}

/* How long one wait may be; starts the clock. */
static long
WaitMilliseconds(CvgWait *wait, int fd)
{
	long		most = fd > 0 ? MAX_WAIT_MS : POLL_MS;
	TimestampTz now;

	if (wait->limit == 0)
		return most;

	now = GetCurrentTimestamp();
	if (wait->deadline == 0)
		wait->deadline = TimestampTzPlusMilliseconds(now, wait->limit * INT64CONST(1000));

	return Min(most, TimestampDifferenceMilliseconds(now, wait->deadline));
}

static uint32
WantedEvents(int fd)
{
	struct pollfd pfd = {fd, POLLOUT, 0};
	bool		writable = poll(&pfd, 1, 0) != 0;

	return writable ? WL_SOCKET_READABLE : WL_SOCKET_READABLE | WL_SOCKET_WRITEABLE;
}
