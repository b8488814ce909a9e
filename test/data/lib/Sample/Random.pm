package Sample::Random;

# Numbers, identifiers and moments that depend on the seed and on nothing
# else. Identifiers are computed from table and row number, so that a
# reference needs no look-up; the rest comes from one stream a table.

use v5.36;
use Digest::MD5 qw(md5 md5_hex);
use Exporter 'import';

our @EXPORT = qw(set_seed start_stream chance between pick uuid id_of ref_to
    mixed_case moment moment_between octets token);

my $Seed = 1;

sub set_seed ($seed)     { $Seed = $seed }
sub start_stream ($name) { srand unpack 'N', md5("$Seed:$name") }

sub chance { rand() < $_[0] }
sub between { $_[0] + int rand($_[1] - $_[0] + 1) }
sub pick { $_[rand @_] }

# The canonical, lower-case uuid of row n of a table.
sub uuid {
    my @part = unpack 'A8 A4 A3 A3 A12', md5_hex("$Seed:$_[0]:$_[1]");
    return "$part[0]-$part[1]-4$part[2]-a$part[3]-$part[4]";
}

# The same as the row's own id stands in the database: of every twenty, the
# second is in upper case, the third mixed.
sub id_of {
    my ($table, $n) = @_;
    my $rest = $n % 20;
    return $rest == 2 ? uc uuid($table, $n)
        : $rest == 3 ? mixed_case(uuid($table, $n)) : uuid($table, $n);
}

# The same as another row refers to it: 4 % differ from it in case.
sub ref_to {
    my ($table, $n, $recase) = @_;
    return id_of($table, $n) unless $recase || rand() < 0.04;
    my $rest = $n % 20;
    return $rest == 2 ? mixed_case(uuid($table, $n))
        : $rest == 3 ? lc uuid($table, $n) : uc uuid($table, $n);
}

sub mixed_case { uc(substr $_[0], 0, 18) . substr $_[0], 18 }

use constant { FROM => 1546300800, TO => 1767225599 };    # 2019 to 2025

sub moment { moment_between(FROM, TO, $_[0]) }

# A datetime with the digits of a second asked for, 0 or 6.
sub moment_between {
    my ($from, $to, $digits) = @_;
    my ($s, $m, $h, $day, $month, $year) = gmtime $from + int rand($to - $from + 1);
    my $moment = sprintf '%04d-%02d-%02d %02d:%02d:%02d',
        $year + 1900, $month + 1, $day, $h, $m, $s;
    return $moment unless $digits;
    return $moment . sprintf '.%06d', rand 1e6;
}

# Bytes that no compressor makes shorter.
sub octets ($length, $label) {
    my $octets = join '', map { md5("$Seed:$label:$_") } 0 .. $length / 16;
    return substr $octets, 0, $length;
}

my @Alphabet = ('A' .. 'Z', 'a' .. 'z', 0 .. 9);

sub token ($length) { join '', map { $Alphabet[rand @Alphabet] } 1 .. $length }

1;
