package Converge::Proxy;

# A TCP proxy in front of a server that spoils a connection after so many bytes
# from the server.  What it does then:
#
#   close   closes it in good order, as a server that stops
#   reset   resets it, as a broken network path
#   stall   keeps it open and lets nothing more through

use v5.36;
use IO::Select;
use IO::Socket::INET;
use POSIX ();
use Socket qw(SOL_SOCKET SO_LINGER);

# after => undef lets everything through and counts; bytes() tells.
sub new ($class, %options)
{
    my $listen = IO::Socket::INET->new(Listen => 20, LocalAddr => '127.0.0.1', ReuseAddr => 1)
      or die "cannot listen: $!";
    pipe(my $read, my $write) or die "pipe: $!";
    my $self = bless { host => '127.0.0.1', port => $listen->sockport, counts => $read }, $class;

    $self->{pid} = fork // die "fork: $!";
    if (!$self->{pid})
    {
        close $read;
        $SIG{TERM} = 'DEFAULT';
        $SIG{PIPE} = 'IGNORE';
        $write->autoflush(1);
        eval { serve($listen, $write, %options) };
        print STDERR "proxy: $@" if $@;
        POSIX::_exit(0);
    }
    close $write;
    return $self;
}

sub stop ($self)
{
    my $pid = delete $self->{pid} or return;
    kill 'TERM', $pid;
    waitpid $pid, 0;
}

sub DESTROY ($self) { local ($?, $!); $self->stop }

# Bytes that the server sent over the connection that ended first.
sub bytes ($self)
{
    my $line = readline($self->{counts});
    chomp $line;
    return $line;
}

# One connection after the other: an import has one.
sub serve ($listen, $counts, %options)
{
    while (my $client = $listen->accept)
    {
        my $server = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $options{port});
        my $sent = $server ? relay($client, $server, %options) : 0;
        print $counts "$sent\n";
    }
}

sub relay ($client, $server, %options)
{
    my $select = IO::Select->new($client, $server);
    my $sent   = 0;

    while (my @ready = $select->can_read)
    {
        for my $socket (@ready)
        {
            my $count = sysread($socket, my $bytes, 16384);
            if (!$count)
            {
                close $_ for $client, $server;
                return $sent;
            }
            if ($socket == $client)
            {
                write_all($server, $bytes);
                next;
            }
            if (defined $options{after} && $sent + $count > $options{after})
            {
                write_all($client, substr($bytes, 0, $options{after} - $sent));
                spoil($client, $server, $options{how});
                return $options{after};
            }
            write_all($client, $bytes);
            $sent += $count;
        }
    }
    return $sent;
}

sub write_all ($socket, $bytes)
{
    while (length $bytes)
    {
        my $count = syswrite($socket, $bytes) // return;
        substr($bytes, 0, $count, '');
    }
}

sub spoil ($client, $server, $how)
{
    if ($how eq 'stall')
    {
        # until the client gives up
        1 while sysread($client, my $bytes, 16384);
    }
    elsif ($how eq 'reset')
    {
        setsockopt($client, SOL_SOCKET, SO_LINGER, pack('ii', 1, 0)) or die "SO_LINGER: $!";
    }
    close $_ for $client, $server;
}

1;
