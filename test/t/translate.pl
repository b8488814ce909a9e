# Do translated expressions and views mean the same?  Each is evaluated in the
# source for every row of a table with values at the edges, its translation in
# PostgreSQL on the imported rows, and the values are compared.  What has no
# translation stands here with the code of its problem.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $directory = "$ENV{CONVERGE_CHECKOUT}/test/t/translate";
my $node      = start_cluster('translate', settings => [ "timezone = 'UTC'" ]);

# source table: column => [ type at the source, type at the target, ignores case ]
my @columns = (
    [ id => 'int', 'integer' ], [ a => 'int', 'integer' ], [ b => 'int', 'integer' ], [ t => 'smallint', 'smallint' ],
    [ big => 'bigint', 'bigint' ], [ u => 'bigint unsigned', 'numeric(20)' ], [ de => 'decimal(12,3)', 'numeric(12,3)' ],
    [ f => 'double', 'double precision' ], [ flag => 'tinyint(1)', 'boolean' ],
    [ s => 'varchar(40)', 'character varying(40)', 1 ],
    [ x => 'varchar(40) COLLATE utf8mb4_bin', 'character varying(40)' ],
    [ c => 'char(8)', 'character(8)', 1 ], [ bi => 'varbinary(16)', 'bytea' ], [ bt => 'bit(4)', 'bit(4)' ],
    [ d => 'date', 'date' ], [ dt => 'datetime', 'timestamp(0) without time zone' ],
    [ dt6 => 'datetime(6)', 'timestamp(6) without time zone' ], [ ts => 'timestamp NULL', 'timestamptz(0)' ],
    [ tm => 'time', 'interval(0)' ], [ j => 'json', 'jsonb' ], [ e => q(enum('x', 'y', 'zed')), 'enum_e', 1 ],
    [ st => q(set('p', 'q', 'r')), 'text[]', 1 ]);

my $rows = slurp("$directory/rows.sql");
my $mysql = Converge::MySQL->shared('translate');
run_source($mysql, 'translate', 'expressions.txt', 'views.txt', 'mysql');

my $maria = Converge::MySQL->new('mariadb_translate', flavour => 'mariadb');
run_source($maria, 'translate_maria', 'mariadb.txt', 'views_mariadb.txt', 'mariadb');

done_testing();

sub slurp ($file)
{
    open(my $in, '<', $file) or die "$file: $!";
    local $/;
    return scalar <$in>;
}

# Makes and imports the tables, and compares all that the files list.
sub run_source ($source, $database, $expressions, $views, $flavour)
{
    my $list = join(', ', map { "`$_->[0]` $_->[1]" } @columns);
    my $sql = "CREATE TABLE t ($list, PRIMARY KEY (id)); $rows";
    $source->make_database($database, $sql);
    $node->safe_psql('postgres', qq(CREATE DATABASE "$database" TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'und'));
    $node->safe_psql($database, q(CREATE EXTENSION converge; CREATE EXTENSION cvg_test_translate; CREATE TYPE enum_e AS ENUM ('x', 'y', 'zed')));
    for my $table (qw(t k))
    {
        my @listed = $table eq 't' ? @columns : ([ id => '', 'integer' ], [ t_id => '', 'integer' ], [ n => '', 'integer' ]);
        $node->safe_psql($database, "CREATE TABLE $table (" . join(', ', map { "$_->[0] $_->[2]" } @listed) . ", PRIMARY KEY (id))");
    }
    foreign_server($node, $database, 'source', $source, dbname => $database);
    is(import_error($node, $database, q(SELECT * FROM converge_import('source'))), undef, "$flavour: imported");
    compare_expressions($source, $database, "$directory/$expressions", $flavour);
    compare_views($source, $database, "$directory/$views", $flavour) if $views;
}

sub column_list
{
    return join(', ', map { my $type = $_->[2] eq 'enum_e' ? 'enum_e' : $_->[2]; "'$_->[0]|$type" . ($_->[3] ? '|ci' : '') . "'" } @columns);
}

# Lines of a file: text, with the expected code after " => " if it is refused.
sub cases ($file)
{
    my @cases;
    for (split /\n/, slurp($file))
    {
        next if /^\s*(?:#|$)/;
        my ($text, $code) = /^(.*?)(?:\s+=>\s+([A-Z_]+))?$/;
        push @cases, [ $text, $code ];
    }
    return @cases;
}

sub quoted ($text) { return "'" . $text =~ s/'/''/gr . "'" }

sub compare_expressions ($source, $database, $file, $flavour)
{
    my @cases   = cases($file);
    my $columns = column_list();
    my $maria   = $flavour eq 'mariadb' ? 'true' : 'false';
    my $script = join("\n", map {
        "SELECT replace(translate_expression(" . quoted($_->[0]) . ", 'generated', ARRAY[$columns], NULL, $maria), E'\\n', E'\\x01');" } @cases);
    my @translations = split /\n/, psql_file($database, $script);
    tr/\x01/\n/ for @translations;
    compare_all($source, $database, $flavour, \@cases, \@translations);
    cmp_ok(scalar(@cases), '>', 40, "$flavour: " . @cases . ' expressions');
}

sub psql_file ($database, $script)
{
    my ($out, $err) = run_script([ 'psql', '-XAtq', '-d', $node->connstr($database) ], $script);
    die $err if $err ne '';
    return $out;
}

# Both sides evaluate all that is translated in one session each.
sub compare_all ($source, $database, $flavour, $cases, $translations)
{
    my (@theirs, @mine, @compared);
    for my $i (0 .. $#$cases)
    {
        my ($text, $code) = @{ $cases->[$i] };
        my $translation = $translations->[$i];
        my ($found) = $translation =~ /^([A-Z_]{5,}): /;
        if ($found || $code)
        {
            is($found, $code, "$flavour: $text") or diag($translation);
            next;
        }
        push @compared, [ $text, $translation ];
        push @theirs, "SELECT '=====';", "SELECT $text FROM t ORDER BY id;";
        push @mine, "SELECT '=====';", "SELECT x::text FROM (SELECT id, ($translation) AS x FROM t) AS v ORDER BY id;";
    }
    my ($theirs, $their_errors) = run_script([ $source->client($database, '--force') ], join("\n", @theirs));
    my ($mine, $my_errors) = run_script([ 'psql', '-XAtq', '-d', $node->connstr($database) ], join("\n", '\pset null NULL', @mine));
    my @theirs_parts = split /^=====\n/m, $theirs;
    my @mine_parts   = split /^=====\n/m, $mine;
    same("$flavour: $compared[$_][0]", $compared[$_][1], $theirs_parts[$_ + 1], $mine_parts[$_ + 1]) for 0 .. $#compared;
    is($their_errors, '', "$flavour: no errors at the source");
    is($my_errors, '', "$flavour: no errors in PostgreSQL");

    # PostgreSQL judges whether they are immutable
    my (undef, $index_errors) = run_script([ 'psql', '-XAtq', '-d', $node->connstr($database) ], join("\n",
        'CREATE TABLE empty (LIKE t); SET client_min_messages = error; BEGIN;',
        map { "SAVEPOINT s; CREATE INDEX ON empty ((($_->[1]) IS NULL)); ROLLBACK TO s;" } @compared));
    is($index_errors, '', "$flavour: all translations are immutable");
}

sub run_script ($command, $script)
{
    my ($out, $err) = ('', '');
    IPC::Run::run($command, '<', \$script, '>', \$out, '2>', \$err);
    return ($out, $err);
}

# Compares lines; numbers as numbers, and t and f are 1 and 0.
sub same ($name, $translation, $theirs, $mine, $sorted = 0)
{
    my @theirs = map { canonical($_) } split /\n/, $theirs, -1;
    my @mine   = map { canonical($_) } split /\n/, $mine, -1;
    @theirs = sort @theirs if $sorted;
    @mine   = sort @mine if $sorted;
    my @wrong;
    for my $i (0 .. ($#theirs > $#mine ? $#theirs : $#mine))
    {
        my ($l, $r) = ($theirs[$i] // 'no row', $mine[$i] // 'no row');
        push @wrong, "row $i: source $l, translation $r" if $l ne $r && !close_enough($l, $r);
    }
    ok(!@wrong, $name) or diag(join("\n", $translation, @wrong[0 .. ($#wrong > 4 ? 4 : $#wrong)]));
}

sub canonical ($value)
{
    return join("\t", map {
        my $v = $_;
        $v = 1 if $v eq 't' || $v eq 'true';
        $v = 0 if $v eq 'f' || $v eq 'false';
        if ($v =~ /^-?\d+\.\d+$/) { $v =~ s/0+$//; $v =~ s/\.$//; }
        $v =~ s/\.?0+$// if $v =~ /\d:\d\d:\d\d\.\d+$/;
        $v = 0 if $v eq '-0';
        $v } split /\t/, $value, -1);
}

# Floating-point numbers may differ in their last digits.
sub close_enough ($left, $right)
{
    my @l = split /\t/, $left, -1;
    my @r = split /\t/, $right, -1;
    return 0 if @l != @r;
    for my $i (0 .. $#l)
    {
        next if $l[$i] eq $r[$i];
        return 0 unless "$l[$i] $r[$i]" =~ /e[+-]?\d|\.\d{12}/;
        return 0 unless $l[$i] =~ /^-?[\d.]+(?:e[+-]?\d+)?$/ && $r[$i] =~ /^-?[\d.]+(?:e[+-]?\d+)?$/;
        return 0 if abs($l[$i] - $r[$i]) > 1e-11 * abs($l[$i]);
    }
    return 1;
}

sub compare_views ($source, $database, $file, $flavour)
{
    my @cases     = cases($file);
    my $maria     = $flavour eq 'mariadb' ? 'true' : 'false';
    my $columns   = column_list();
    my $relations = "'.t|public.t|0', $columns, '.k|public.k|0', 'id|integer', 't_id|integer', 'n|integer'";
    for my $case (@cases)
    {
        my ($text, $code) = @$case;
        my $create = "DROP VIEW IF EXISTS v; CREATE VIEW v AS $text";
        my ($ok, undef, $error) = $source->try_sql($create, $database);
        ok($ok, "$flavour: view $text") or diag($error), next;
        my $body = $source->sql("SELECT view_definition FROM information_schema.views WHERE table_schema = '$database'");
        $body =~ s/`$database`/`db`/g;
        my $translation = psql_file($database, "SELECT (translate_view(" . quoted($body) . ", ARRAY[$relations], $maria)).body;");
        chomp $translation;
        if ($translation =~ /^([A-Z_]{5,}): / || $code)
        {
            is($1, $code, "$flavour: $text") or diag($translation);
            next;
        }
        my ($made, undef, $made_error) = $node->psql($database, "DROP VIEW IF EXISTS v; CREATE VIEW v AS $translation");
        is($made_error =~ s/.*NOTICE.*\n?//r, '', "$flavour: $text") or diag($translation), next;
        my ($status, $mine, $mine_error) = $node->psql($database, "\\pset null NULL\n\\pset fieldsep '\\t'\nSELECT * FROM v");
        my $theirs = $source->sql('SELECT * FROM v', $database);
        same("$flavour: $text", $translation, $theirs, $mine_error eq '' ? $mine : $mine_error, $text !~ /order by[^()]*$/i);
    }
    cmp_ok(scalar(@cases), '>', 20, "$flavour: " . @cases . ' views');
}
