# converge_preflight on Alkemio's sample: on the clean one it finds nothing but
# what is known to be odd in it, on the poisoned one the poisoned rows, all of
# them and no others; and the import refuses what is called an error.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use Encode ();
use PostgreSQL::Test::Utils;
use Test::More;

my $generate = "$ENV{CONVERGE_CHECKOUT}/test/data/generate";
my $mysql    = Converge::MySQL->shared('preflight');
my $node     = start_cluster('preflight');

# ---------------------------------------------------------------- the clean sample

my $data = make_source('tap_clean');
my @clean = preflight('tap_clean');

# By the data files: text as MySQL's latin1, which is cp1252, and the empty
# strings of a nullable uuid column.
subtest 'clean' => sub {
    is_deeply([ grep { $_->{severity} eq 'error' } @clean ], [], 'no error');
    my %known = map { $_ => 1 } qw(EMPTY_TO_NULL NUL_REPLACED DOUBLE_ENCODED SNAPSHOT DISK_SPACE TIME_ESTIMATE);
    is_deeply([ grep { !$known{ $_->{code} } } @clean ], [], 'nothing but what is known');
    is_deeply([ map { "$_->{table}.$_->{column}" } grep { $_->{code} eq 'NUL_REPLACED' } @clean ],
        [ 'callout_contribution_defaults.whiteboardContent', 'whiteboard.content' ], 'drawings, by rule');
    my %empty = map { ("$_->{table}.$_->{column}" => $_->{rows}) } grep { $_->{code} eq 'EMPTY_TO_NULL' } @clean;
    my @places = empty_uuid_columns();
    is_deeply([ sort keys %empty ], [ sort @places ], "'' in nullable uuid columns, as the README says");
    for my $place (sort keys %empty)
    {
        my ($table, $column) = split /\./, $place;
        is($empty{$place}, $mysql->sql("SELECT COUNT(*) FROM `$table` WHERE CHAR_LENGTH(`$column`) = 0", 'tap_clean'),
            "$place: as many rows");
    }
    my %encoded = map { ("$_->{table}.$_->{column}" => "$_->{rows} $_->{id}") } grep { $_->{code} eq 'DOUBLE_ENCODED' } @clean;
    is_deeply(\%encoded, { encoded_twice() }, 'encoded twice, by our own reckoning');
};

# ---------------------------------------------------------------- the poisoned one

my $directory = make_source('tap_poisoned', 'all');
my @poisoned = preflight('tap_poisoned');
my @expected = sort map { s/\s*$//r } split /\n/, slurp_file("$directory/findings.tsv");

# what is odd in the clean one stays; the rows that are poisoned have it not
my %before = map { (place($_) => 1) } @clean;
is(join("\n", sort map { line($_) } grep { $_->{severity} ne 'info' && !$before{ place($_) } } @poisoned),
    join("\n", @expected), 'poisoned: exactly the poisoned rows');
is_deeply([ sort grep { !/ / } map { place($_) } grep { $before{ place($_) } } @poisoned ],
    [ sort keys %before ], 'and what was there before');

# ---------------------------------------------------------------- what the import refuses

# Without foreign keys a table stands alone.
subtest 'the import refuses the tables with errors' => sub {
    $node->safe_psql('tap_poisoned', drop_keys('true'));
    my %error = map { ($_->{table} => 1) } grep { $_->{severity} eq 'error' && $_->{code} ne 'ORPHAN' } @poisoned;
    for my $table (sort keys %error)
    {
        my $failed = import_error($node, 'tap_poisoned', "SELECT converge_import('alkemio', tables => ARRAY['$table'])");
        ok($failed, "$table: refused");
        my @columns = map { $_->{column} } grep { $_->{table} eq $table } @poisoned;
        ok((grep { ($failed->{text} // '') =~ /\b\Q$_\E\b/ } @columns) > 0, "$table: for one of @columns");
    }
    my $list = join(', ', map { "'$_'" } sort keys %error);
    is($node->safe_psql('tap_poisoned', "SELECT count(*) FROM converge_import('alkemio', exclude => ARRAY[$list])
        WHERE status = 'imported' AND table_name <> 'total'"), 75 - keys %error, 'all others are imported together');
};

# Orphans and nothing else: every key that is named is refused, and no other.
subtest 'the import refuses the keys with orphans' => sub {
    make_source('tap_orphans', 'orphan,orphan-self-reference,orphan-many');
    my @found = grep { $_->{severity} eq 'error' } preflight('tap_orphans');
    is(join(' ', sort map { "$_->{table}.$_->{column}" } @found),
        'authorization_policy.parentAuthorizationPolicyId reference.profileId tagset.profileId', 'keys with orphans');
    my @keys = map { $_->{message} =~ /^foreign key "(.*?)"/ ? $1 : () } @found;
    for my $kept (@keys)
    {
        my $others = join(', ', map { "'$_'" } grep { $_ ne $kept } @keys);
        my $failed = import_error($node, 'tap_orphans', "BEGIN;\n" . drop_keys("conname IN ($others)")
            . "SELECT converge_import('alkemio');");
        is($failed->{sqlstate}, '23503', "$kept: refused");
        like($failed->{text}, qr/foreign key constraint "\Q$kept\E"/, "$kept: named");
    }
    my $all = join(', ', map { "'$_'" } @keys);
    $node->safe_psql('tap_orphans', drop_keys("conname IN ($all)"));
    is($node->safe_psql('tap_orphans', "SELECT count(*) FROM converge_import('alkemio') WHERE status = 'imported' AND table_name <> 'total'"),
        75, 'without them all tables are imported');
};

done_testing();

# A MySQL database and the target of the same name.
sub make_source ($name, $poison = undef)
{
    my $directory = $mysql->make_sample($name, 'alkemio', scale => 0.01, defined $poison ? (poisoned => $poison) : ());
    make_target($node, $name, 'test/data/alkemio/postgres.sql');
    foreign_server($node, $name, 'alkemio', $mysql, dbname => $name);
    $node->safe_psql($name, slurp_file("$ENV{CONVERGE_CHECKOUT}/demo/rules.sql"));
    return $directory;
}

sub preflight ($name)
{
    my @names = qw(severity code table column rows id message);
    return map { my %finding; @finding{@names} = split /\|/, $_, 7; \%finding }
        split /\n/, $node->safe_psql($name, q(SELECT severity, code, table_name, column_name, rows,
            sample_key->>'id', replace(message, E'\n', ' ') FROM converge_preflight('alkemio')));
}

sub place ($finding) { join '.', map { $_ // '' } @$finding{qw(code table column)} }

sub line ($finding) { join("\t", map { $_ // '' } @$finding{qw(severity code table column rows id)}) =~ s/\s*$//r }

# Statements that drop foreign keys.
sub drop_keys ($condition)
{
    my $statements = $node->safe_psql('tap_clean', "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I;', conrelid::regclass, conname)
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
        AND conname ~ '^FK_' AND $condition");
    return "$statements\n";
}

# The places that test/data/README.md names.
sub empty_uuid_columns
{
    my ($line) = grep { /^\| '' in a nullable uuid column/ } split /\n/, slurp_file("$ENV{CONVERGE_CHECKOUT}/test/data/README.md");
    return $line =~ /`(\w+\.\w+)`/g;
}

# table.column => "rows, id of the first": every character is one of cp1252,
# whose bytes are UTF-8.  Perl's cp1252 has no place for five bytes; MySQL has.
sub encoded_twice
{
    my %found;
    for my $line (split /\n/, $mysql->sql("SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'tap_clean' AND data_type IN ('varchar', 'text', 'mediumtext', 'longtext')
        AND table_name NOT IN ('migrations_typeorm', 'query-result-cache')"))
    {
        my ($table, $column) = split /\t/, $line;
        for (split /\n/, $mysql->sql("SELECT id, HEX(`$column`) FROM `$table` WHERE `$column` IS NOT NULL ORDER BY id", 'tap_clean'))
        {
            my ($id, $hex) = split /\t/;
            my $text = pack('H*', $hex // '');
            next unless $text =~ /[\x80-\xff]/ && utf8::decode($text);
            my $bytes = to_cp1252($text) // next;
            next unless utf8::decode($bytes);
            my $place = "$table.$column";
            $found{$place} //= [ 0, $id ];
            $found{$place}[0]++;
        }
    }
    return map { ($_ => "@{$found{$_}}") } keys %found;
}

sub to_cp1252 ($text)
{
    state %byte = map { my $c = Encode::decode('cp1252', chr); ($c eq "\x{FFFD}" ? chr : $c) => chr } 0 .. 255;
    return $text =~ /[^\x00-\xff]/ && (grep { !exists $byte{$_} } split //, $text) ? undef
        : join('', map { $byte{$_} // return undef } split //, $text);
}
