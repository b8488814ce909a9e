package Bench::Run;

# Commands of the benchmark, and what a command costs: seconds, CPU seconds and
# private memory of everything that works for it.

use v5.36;
use Exporter 'import';
use File::Temp 'tempdir';
use List::Util qw(max sum0);
use POSIX qw(WNOHANG setpgid sysconf _SC_CLK_TCK);
use Time::HiRes qw(time sleep);

our @EXPORT = qw($work run psql mysql write_file slurp progress cores measure median);

# Everything that is made on the way, gone in the end.
our $work = tempdir("$ENV{CONVERGE_OUTPUT}/measure.XXXXXX", CLEANUP => 1);

my $ticks = sysconf(_SC_CLK_TCK);
my $interval = 0.05;

# ---------------------------------------------------------------- commands

# Runs a command of the shell and returns what it prints.
sub run ($command) {
    my $script = write_file("$work/command.sh", "set -o pipefail\n$command\n");
    my $output = qx{bash $script 2>$work/err};
    die "failed: $command\n" . slurp("$work/err") if $?;
    return $output;
}

sub psql ($database, $sql) {
    my $file = write_file("$work/psql.sql", $sql);
    my $output = run("psql -XqAt -v ON_ERROR_STOP=1 -d $database -f $file");
    chomp $output;
    return $output;
}

# As root, who is let in over the socket only.
sub mysql ($sql, $database = '', $client = "$ENV{MYSQL} --no-defaults --host=localhost --user=root --socket=$ENV{MYSQL_UNIX_SOCKET}") {
    my $file = write_file("$work/mysql.sql", $sql);
    my $output = run("$client --default-character-set=utf8mb4 -N -B --raw $database < $file");
    chomp $output;
    return $output;
}

sub write_file ($path, $content) {
    open my $file, '>:raw', $path or die "$path: $!";
    print $file $content;
    close $file or die "$path: $!";
    return $path;
}

sub slurp ($path) {
    open my $file, '<:raw', $path or return '';
    local $/;
    return scalar <$file> // '';
}

sub progress ($text) {
    my @now = localtime;
    printf "%02d:%02d:%02d %s\n", @now[ 2, 1, 0 ], $text;
    return;
}

sub cores () { return scalar(() = slurp('/proc/cpuinfo') =~ /^processor/mg) }

# ---------------------------------------------------------------- measuring

# Runs a script of bash, for so many seconds at most. Returns
#   seconds   wall time
#   cpu       { postgres, source, clients, others }: seconds of all processes of
#             PostgreSQL, of the source's server, of the programs the script
#             starts, of everything else on the machine
#   memory    { postgres, clients }: MB at the peak, of the largest process of
#             PostgreSQL, of all programs together
#   reported  numbers in the last line that the script has printed
#   said      the lines before that
#   error     what a script that failed has said
sub measure ($script, $source_pid, $most = 900) {
    my $postmaster = (split /\n/, slurp(psql('postgres', 'SHOW data_directory') . '/postmaster.pid'))[0];
    my $before = cpu_now($postmaster, $source_pid);
    my %peak = (postgres => 0, clients => 0);
    local $SIG{CHLD} = sub { };    # its end ends the sleep
    my $began = time;
    my $pid = fork // die;

    if (!$pid) {
        setpgid(0, 0);
        open STDOUT, '>', "$work/out";
        open STDERR, '>', "$work/err";
        exec 'bash', '-c', "set -eo pipefail\n. $script" or die;
    }
    my $late = 0;
    while (waitpid($pid, WNOHANG) == 0) {
        sample(\%peak, $postmaster, $pid);
        sleep $interval;
        kill($late++ ? 'KILL' : 'TERM', -$pid) if time - $began > $most;
    }
    my ($failed, $seconds) = ($?, time - $began);
    my $after = cpu_now($postmaster, $source_pid);
    my %cpu = map { $_ => $after->{$_} - $before->{$_} } keys %$after;
    $cpu{others} = max(0, delete($cpu{machine}) - $cpu{postgres} - $cpu{source} - $cpu{clients} - delete $cpu{own});
    my ($last, @before) = reverse split /\n/, slurp("$work/out");
    return {
        seconds => $seconds,
        cpu => \%cpu,
        memory => { map { $_ => $peak{$_} / 1024 } qw(postgres clients) },
        reported => [ ($last // '') =~ /^[\d. ]+$/ ? split ' ', $last : () ],
        said => join(' ', reverse @before),
        error => $late ? "ERROR: stopped after $most s" : $failed ? slurp("$work/err") || "exit status $failed" : undef,
    };
}

sub cpu_now ($postmaster, $source_pid) {
    my @machine = split ' ', slurp('/proc/stat') =~ s/\n.*//sr;
    return {
        postgres => cpu_of_cluster($postmaster),
        source => cpu_of($source_pid),
        clients => cpu_of_children(),
        own => sum0((times)[ 0, 1 ]),
        machine => sum0(@machine[ 1, 2, 3, 6, 7 ]) / $ticks,    # without idle, I/O and what other machines take
    };
}

sub sample ($peak, $postmaster, $pid) {
    $peak->{postgres} = max($peak->{postgres}, map { private_memory($_) } children($postmaster));
    $peak->{clients} = max($peak->{clients}, sum0(map { private_memory($_) } descendants($pid)));
}

# Processes that have ended are in the postmaster's account.
sub cpu_of_cluster ($postmaster) {
    my @of = fields($postmaster);
    return sum0(@of[ 11 .. 14 ]) / $ticks + sum0(map { cpu_of($_) } children($postmaster));
}

sub cpu_of ($pid) {
    my @of = fields($pid);
    return @of ? ($of[11] + $of[12]) / $ticks : 0;
}

sub cpu_of_children { return sum0((times)[ 2, 3 ]) }

# Of /proc/PID/stat, what follows the name; a process may be gone.
sub fields ($pid) {
    return split ' ', slurp("/proc/$pid/stat") =~ s/^.*\) //r;
}

sub private_memory ($pid) {
    return slurp("/proc/$pid/status") =~ /^RssAnon:\s+(\d+)/m ? $1 : 0;
}

sub children ($pid) { return split ' ', slurp("/proc/$pid/task/$pid/children") }

sub descendants ($pid) {
    return map { ($_, descendants($_)) } children($pid);
}

sub median (@numbers) {
    my @sorted = sort { $a <=> $b } @numbers;
    return ($sorted[ $#sorted / 2 ] + $sorted[ @sorted / 2 ]) / 2;
}

1;
