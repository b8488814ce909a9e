package Bench::Store;

# The results of each part in a file of its own, from when the part has ended.

use v5.36;
use Bench::Run;
use File::Path 'make_path';
use JSON::PP;

my $json = JSON::PP->new->canonical->pretty;    # bytes in, bytes out

sub folder {
    make_path("$ENV{CONVERGE_OUTPUT}/bench/results");
    return "$ENV{CONVERGE_OUTPUT}/bench";
}

sub save ($part) {
    my $file = folder() . "/results/$part->{part}.json";
    write_file("$file.new", $json->encode($part));
    rename "$file.new", $file or die "$file: $!";
    return;
}

# name => part
sub all {
    return map { $_->{part} => $_ } map { $json->decode(slurp($_)) } glob folder() . '/results/*.json';
}

# What a way that failed has said.
sub save_log ($name, $text) {
    make_path(folder() . '/logs');
    write_file(folder() . "/logs/$name.log", $text);
    return;
}

1;
