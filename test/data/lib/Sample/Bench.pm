package Sample::Bench;

# The tables to measure with. There are many rows, so each is made by one
# function.

use v5.36;
use Sample::Content;
use Sample::Random;
use Sample::Schema;
use Sample::Text;

my %Rows = (wide => 1_000_000, narrow => 3_000_000, authz => 200_000);

# legacy: there are no such tables.
sub sample ($directory, $scale, $legacy = 0) {
    die "--legacy goes with --database alkemio\n" if $legacy;
    my %source = (wide => \&_wide, narrow => \&_narrow, authz => \&_authz);
    return {
        schema     => Sample::Schema->read("$directory/bench/bench.sql"),
        rows       => { map { $_ => int($Rows{$_} * $scale) || 1 } keys %Rows },
        row_source => sub ($table) { $source{$table}->() },
        counters   => {},
    };
}

sub _days {
    my @day = map {
        my ($day, $month, $year) = (gmtime 1546300800 + $_ * 86400)[3 .. 5];
        sprintf '%04d-%02d-%02d', $year + 1900, $month + 1, $day
    } 0 .. 2555;
    return \@day;
}

sub _wide {
    my $day = _days();
    my @status = qw(draft open open paid paid paid void);
    my @title = map { title() } 1 .. 5000;
    return sub {
        my ($n) = @_;
        my $moment = sprintf '%s %02d:%02d:%02d.%06d', $day->[rand @$day],
            rand 24, rand 60, rand 60, rand 1e6;
        return [
            $n, int rand 50_000, sprintf('%.2f', rand(20_000) - 1000),
            $n % 10 ? rand() : undef, $title[rand @title], $n % 7 ? prose(1 + $n % 3) : undef,
            $moment, $n % 5 ? $day->[rand @$day] : undef, $n & 1, uuid('wide', $n),
            $status[$n % @status],
            sprintf '{"channel":"%s","weight":%.3f,"tags":["%s","%s"],"address":{"floor":%d,"city":"%s"}}',
            $n % 3 ? 'web' : 'shop', rand 100, words(1), words(1), $n % 30, city(),
        ];
    };
}

sub _narrow {
    my $day = _days();
    return sub { [$_[0], int rand 100_000, $day->[rand @$day], int rand 1000] };
}

sub _authz {
    return sub {
        my ($n) = @_;
        return [uuid('authz', $n), '{"credentialRules":' . credential_rules($n, 7) . '}'];
    };
}

1;
