/*
 * Stand between a client and a server, and give each connection what comes
 * from the server at so many bytes a second: a source on another host, where
 * one connection brings less than two.  What goes to the server is not held
 * up.  Prints the port it listens on; ends with its standard input.
 * Usage: slow PORT BYTES_PER_SECOND
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Bytes at once, and how long a quiet connection saves up, in seconds. */
#define PIECE 16384
#define SAVED 0.01

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

static int
open_socket(int port, int is_server)
{
	struct sockaddr_in address = {.sin_family = AF_INET,.sin_port = htons(port)};
	int			fd = socket(AF_INET, SOCK_STREAM, 0);
	int			one = 1;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 ||
		(is_server ? bind(fd, (void *) &address, sizeof(address)) || listen(fd, 64)
		 : connect(fd, (void *) &address, sizeof(address))))
	{
		perror("slow");
		exit(1);
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return fd;
}

/* The bytes that went on, or 0 when the connection is over. */
static ssize_t
pass(int from, int to)
{
	char		piece[PIECE];
	ssize_t		got = read(from, piece, sizeof(piece));

	for (ssize_t done = 0, n; done < got; done += n)
		if ((n = write(to, piece + done, got - done)) <= 0)
			return 0;
	return got > 0 ? got : 0;
}

static void
serve(int client, int server, double rate)
{
	double		free_at = now();

	for (;;)
	{
		struct pollfd fds[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
		double		wait = free_at - now();
		struct timespec pause = {(time_t) wait, (long) ((wait - (time_t) wait) * 1e9)};
		ssize_t		n;

		/* a server that must wait is not asked */
		if (wait > 0)
			fds[1].fd = -1;
		if (ppoll(fds, 2, wait > 0 ? &pause : NULL, NULL) < 0)
			return;
		if (fds[0].revents && !pass(client, server))
			return;
		if (fds[1].fd >= 0 && fds[1].revents)
		{
			if ((n = pass(server, client)) == 0)
				return;
			if (free_at < now() - SAVED)
				free_at = now() - SAVED;
			free_at += n / rate;
		}
	}
}

int
main(int argc, char **argv)
{
	struct sockaddr_in address;
	socklen_t	length = sizeof(address);
	int			listener;

	if (argc != 3)
	{
		fprintf(stderr, "Usage: slow PORT BYTES_PER_SECOND\n");
		return 1;
	}
	signal(SIGCHLD, SIG_IGN);
	listener = open_socket(0, 1);
	getsockname(listener, (void *) &address, &length);
	printf("%d\n", ntohs(address.sin_port));
	fflush(stdout);
	for (;;)
	{
		struct pollfd fds[2] = {{listener, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
		int			client;

		if (poll(fds, 2, -1) < 0 || fds[1].revents)
			return 0;
		if ((client = accept(listener, NULL, NULL)) < 0)
			return 1;
		if (fork() == 0)
		{
			int			one = 1;

			close(listener);
			setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
			serve(client, open_socket(atoi(argv[1]), 0), atof(argv[2]));
			return 0;
		}
		close(client);
	}
}
