# Alkemio's sample database, end to end, with the rules of the demo: every
# value arrives, keys hold, counters go on; one bad value anywhere, and the
# import is refused with the target as it was.

use v5.36;
use Converge::Compare;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $generate = "$ENV{CONVERGE_CHECKOUT}/test/data/generate";
my @skipped  = qw(migrations_typeorm query-result-cache);
my %expressions = base64_expressions(qw(whiteboard.content callout_contribution_defaults.whiteboardContent));

my $mysql = Converge::MySQL->shared('sample');
my $node  = start_cluster('sample');
my $data  = $mysql->make_sample('tap_sample', 'alkemio', scale => 0.1);

make_target($node, 'alkemio', 'test/data/alkemio/postgres.sql');
foreign_server($node, 'alkemio', 'alkemio', $mysql, dbname => 'tap_sample');
$node->safe_psql('alkemio', slurp_file("$ENV{CONVERGE_CHECKOUT}/demo/rules.sql"));

# ---------------------------------------------------------------- the import

my %expected = map { /^(\S+)\s+(\d+)/ ? ($1 => $2) : () }
    split /\n/, slurp_file("$data/rows.tsv");
delete @expected{@skipped};
my %report = import('');
my $total  = 0;
$total += $_ for values %expected;

is(keys %expected, 75, 'tables of the sample');
is_deeply({ map { $_ => $report{$_}{imported} } grep { $report{$_}{status} eq 'imported' && $_ ne 'total' } keys %report },
    \%expected, 'report: every row generated was imported');
is_deeply([ grep { ($report{$_}{source} // '') ne ($report{$_}{imported} // '') } keys %report ],
    [], 'report: as many rows as the source counted');
is($report{total}{imported}, $total, 'report: total');
is($report{$_}{status}, 'skipped', "report: $_ is left out") for @skipped;
like($report{sequences}{note}, qr/^7 sequences/, 'report: sequences');
like($report{'foreign keys'}{note}, qr/^201 foreign keys hold/, 'report: foreign keys');
like($report{activity}{note}, qr/"parentID": \d+ values changed \(empty string to NULL\)/,
    'report: values changed are counted');
is($node->safe_psql('alkemio', 'SELECT count(*) FROM migrations_typeorm'), 0, 'a table left out stays empty');
is(last_run($node, 'alkemio'), 'completed', 'on record as completed');

compare('after the import');

# ---------------------------------------------------------------- the proof proves

subtest 'the comparison sees one changed byte' => sub {
    my %changes = (
        profile              => q(description = overlay(description PLACING 'X' FROM 3) WHERE length(description) = 65535),
        account              => q("updatedDate" = "updatedDate" + interval '1 microsecond'),
        authorization_policy => q("version" = "version" + 1),
        memo                 => q(content = set_byte(content, octet_length(content) - 1, 255 - get_byte(content, octet_length(content) - 1)) WHERE octet_length(content) > 10000),
        space                => q("nameID" = ''),
        whiteboard           => q(content = content || E'\n'),
        visual               => q("alternativeText" = NULL WHERE "alternativeText" = ''),
        callout              => q("isTemplate" = NOT "isTemplate"),
        license_plan         => q("pricePerMonth" = "pricePerMonth" - 0.01 WHERE "pricePerMonth" > 0));
    for my $table (sort keys %changes)
    {
        my ($set, $where) = split / WHERE /, $changes{$table};
        $where //= 'true';
        $node->safe_psql('alkemio', qq(CREATE TEMP TABLE one AS SELECT ctid AS c FROM "$table" WHERE $where LIMIT 1;
            CREATE TABLE saved AS SELECT t.* FROM "$table" t, one WHERE t.ctid = one.c;
            UPDATE "$table" t SET $set FROM one WHERE t.ctid = one.c));
        my @found = differences_of($table);
        is(@found, 1, "$table: one difference") or diag(join("\n", @found));
        my $key = $node->safe_psql('alkemio', "SELECT id FROM saved");
        like($found[0] // '', qr/\Q$key\E/, "$table: the key of the row");
        $node->safe_psql('alkemio', qq(SET session_replication_role = replica;
            DELETE FROM "$table" WHERE id = (SELECT id FROM saved);
            INSERT INTO "$table" SELECT * FROM saved; DROP TABLE saved));
    }
    $node->safe_psql('alkemio', 'CREATE TABLE saved AS SELECT * FROM nvp LIMIT 1;
        DELETE FROM nvp WHERE id = (SELECT id FROM saved)');
    like(join('', differences_of('nvp')), qr/^nvp \(\S+\): missing$/, 'a row less');
    $node->safe_psql('alkemio', q(INSERT INTO nvp SELECT * FROM saved; DROP TABLE saved;));
    is(join('', differences_of('nvp')), '', 'and no more when it is back');
};

# ---------------------------------------------------------------- keys, counters

subtest 'foreign keys hold by a query of our own' => sub {
    my @keys = split /\n/, $node->safe_psql('alkemio', q(
        SELECT format('%s: SELECT count(*) FROM %s f WHERE %s AND NOT EXISTS (SELECT FROM %s p WHERE %s)',
            conname, conrelid::regclass,
            (SELECT string_agg(format('f.%I IS NOT NULL', a.attname), ' AND ') FROM pg_attribute a
             WHERE a.attrelid = conrelid AND a.attnum = ANY (conkey)),
            confrelid::regclass,
            (SELECT string_agg(format('p.%I = f.%I', p.attname, f.attname), ' AND ')
             FROM unnest(conkey, confkey) AS k (f, p)
             JOIN pg_attribute f ON f.attrelid = conrelid AND f.attnum = k.f
             JOIN pg_attribute p ON p.attrelid = confrelid AND p.attnum = k.p))
        FROM pg_constraint WHERE contype = 'f' AND conrelid <> 'converge_run_table'::regclass));
    is(@keys, 201, 'all foreign keys');
    my $sql = join(' UNION ALL ', map {
        my ($name, $query) = /^(.*?): (.*)/; "SELECT '$name', ($query)" } @keys);
    is($node->safe_psql('alkemio', "SELECT * FROM ($sql) AS t (name, orphans) WHERE orphans > 0"), '', 'no orphans');
    is($node->safe_psql('alkemio', 'SELECT count(*) FROM pg_constraint WHERE NOT convalidated'), 0, 'all are valid');
    is($node->safe_psql('alkemio', 'SELECT count(*) FROM pg_index WHERE NOT indisvalid'), 0, 'all indexes are valid');
};

subtest 'counters go on where the source would' => sub {
    for (split /\n/, $node->safe_psql('alkemio', q(
        SELECT s.oid::regclass, t.oid::regclass, a.attname FROM pg_depend d
        JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
        JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND t.relname NOT IN ('migrations_typeorm', 'query-result-cache'))))
    {
        my ($sequence, $table, $column) = split /\|/;
        my $name = $table =~ tr/"//dr;
        my $next = $mysql->sql("SET information_schema_stats_expiry = 0; SELECT auto_increment
            FROM information_schema.tables WHERE table_schema = 'tap_sample' AND table_name = '$name'");
        my ($largest, $mine) = split /\|/, $node->safe_psql('alkemio', qq(BEGIN;
            SELECT (SELECT max("$column") FROM $table), nextval('$sequence')));
        cmp_ok($mine, '>', $largest, "$sequence: next value is past the largest");
        is($mine, $next, "$sequence: and the source's next");
        $node->safe_psql('alkemio', "SELECT setval('$sequence', $mine, false)");
    }
};

subtest 'indexes agree with their tables' => sub {
    $node->safe_psql('alkemio', 'CREATE EXTENSION amcheck');
    is($node->safe_psql('alkemio', q(SELECT count(bt_index_check(i.indexrelid, true)) FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
        WHERE a.amname = 'btree' AND c.relnamespace = 'public'::regnamespace)) > 75, 1, 'amcheck');
};

# ---------------------------------------------------------------- again

refused($node, 'alkemio', q(SELECT * FROM converge_import('alkemio')), '55000',
    [ qr/75 target tables already hold rows/, qr/existing => 'truncate'/ ], 'a second import');

subtest "existing => 'truncate' over the seeds, as in production" => sub {
    $node->safe_psql('alkemio', slurp_file("$ENV{CONVERGE_CHECKOUT}/test/data/alkemio/postgres-seed.sql"));
    $node->safe_psql('alkemio', q(DELETE FROM nvp; UPDATE profile SET description = 'stale'));
    my %again = import(", existing => 'truncate'");
    is($again{total}{imported}, $total, 'all rows again');
    is($node->safe_psql('alkemio', 'SELECT name FROM migrations_typeorm'), 'Baseline1760000000000', 'its own books are kept');
    compare('after the second import');
};

# ---------------------------------------------------------------- poison

make_target($node, 'poisoned', 'test/data/alkemio/postgres.sql', 'test/data/alkemio/postgres-seed.sql');
foreign_server($node, 'poisoned', 'alkemio', $mysql, dbname => 'tap_sample');
$node->safe_psql('poisoned', slurp_file("$ENV{CONVERGE_CHECKOUT}/demo/rules.sql"));

my %sqlstate = (
    'nul-in-text'           => '22021',
    'nul-in-varchar'        => '22021',
    'empty-uuid-not-null'   => '22P02|23502',
    'bad-uuid'              => '22P02',
    'duplicate-uuid'        => '23505',
    'zero-date'             => '22007|22008',
    'zero-date-not-null'    => '22007|22008',
    'partial-date'          => '22007|22008',
    'invalid-date'          => '22007|22008',
    'bad-boolean'           => '22P02|22023|22003',
    'bad-enum'              => '22P02|22023',
    'orphan'                => '23503',
    'orphan-self-reference' => '23503',
    'null-in-not-null'      => '23502',
    'too-long'              => '22001',
    'number-range'          => '22003',
    'decimal-digits'        => '22003',
    'bad-json'              => '22P02',
    'duplicate-text'        => '23505',
    'orphan-many'           => '23503');
my $list = join('', grep { /\terror$/ } `$generate --database alkemio --poisoned list`);
is_deeply([ sort map { (split /\t/)[0] } split /\n/, $list ], [ sort keys %sqlstate ], 'kinds of poison');

for (split /\n/, $list)
{
    my ($kind, $place, $id) = split /\t/;
    my ($table, $column)   = split /\./, $place;

    subtest "poisoned: $kind" => sub {
        my $directory = PostgreSQL::Test::Utils::tempdir();
        system_or_bail($generate, '--scale', 0.1, '--out', $directory, '--poisoned', $kind);
        $mysql->sql("CREATE TABLE saved AS SELECT * FROM `$table`", 'tap_sample');
        $mysql->file("$directory/poison.sql", 'tap_sample');
        # an orphan has no key in PostgreSQL's message, a duplicate its own
        my $says = $kind =~ /orphan|duplicate-text/ ? qr/\Q$column\E/ : qr/\Q$id\E/i;
        refused($node, 'poisoned', q(SELECT * FROM converge_import('alkemio', exclude => '{saved}')),
            $sqlstate{$kind}, [ qr/\b\Q$table\E\b/, qr/\Q$column\E/, $says ], $kind);
        like(last_run($node, 'poisoned'), qr/^failed\|(?:$sqlstate{$kind})\|/, 'on record as failed');
        $mysql->sql("SET FOREIGN_KEY_CHECKS = 0, UNIQUE_CHECKS = 0, sql_mode = 'ALLOW_INVALID_DATES';
            DELETE FROM `$table`; INSERT INTO `$table` SELECT * FROM saved; DROP TABLE saved", 'tap_sample');
    };
}

# cured, it imports
is($node->safe_psql('poisoned', q(SELECT imported_rows FROM converge_import('alkemio') WHERE table_name = 'total')),
    $total, 'and without poison all of it is imported');

done_testing();

# The report by table name.
sub import ($arguments)
{
    my %rows;
    for (split /\n/, $node->safe_psql('alkemio', "SELECT table_name, status, source_rows,
        imported_rows, note FROM converge_import('alkemio'$arguments)"))
    {
        my ($table, $status, $source, $imported, $note) = split /\|/;
        $rows{$table} = { status => $status, source => $source, imported => $imported, note => $note };
    }
    return %rows;
}

sub compare ($when)
{
    my ($tables, $rows) = compare_ok($mysql, 'tap_sample', $node, 'alkemio', $when,
        skip => \@skipped, expressions => \%expressions);
    is($tables, 75, "$when: all tables");
    is($rows, $total, "$when: all rows");
}

sub differences_of ($table)
{
    return differences($mysql, 'tap_sample', $node, 'alkemio',
        tables => [$table], expressions => \%expressions);
}
