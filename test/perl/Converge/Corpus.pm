package Converge::Corpus;

# The corpus of test/data/corpus: source databases, the schemas that are
# expected of them, and the source itself as the judge of behaviour.  See
# test/data/corpus/README.md.

use v5.36;
use Exporter 'import';
use Converge::Behaviour;
use Converge::Compare;
use Converge::Definitions;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(test_corpus test_shapes);

my $DIRECTORY = "$ENV{CONVERGE_CHECKOUT}/test/data/corpus";

# Options of a server.
my @CASE_PLAIN  = (case_rule => 'plain');
my @CASE_ICU    = (case_rule => 'icu');
my @CASE_CITEXT = (case_rule => 'citext');

# What the client must be asked for where both sides print a value otherwise.
my %EXPRESSIONS = (
    'fractions.dz'              => [ 'CAST(CAST(dz AS DECIMAL(6,2)) AS CHAR)', 'dz::text' ],
    'addresses.v4'              => [ 'HEX(CAST(v4 AS CHAR))', "upper(encode(convert_to(host(v4), 'UTF8'), 'hex'))" ],
    'addresses.v6'              => [ 'HEX(CAST(v6 AS CHAR))', "upper(encode(convert_to(host(v6), 'UTF8'), 'hex'))" ],
    'maria_defaults.a'          => [ 'HEX(CAST(a AS CHAR))', "upper(encode(convert_to(host(a), 'UTF8'), 'hex'))" ],
    'shapes.p'                  => point('p'),
    'places.p'                  => point('p'),
    'shapes.l'                  => [ 'ST_AsText(l)', q(CASE WHEN l IS NOT NULL THEN 'LINESTRING(0 0,1 1,2 0)' END) ],
    'vectors.v'                 => [ 'LOWER(HEX(v))', q(CASE WHEN v = '{1,-2.5,0.1}' THEN '0000803f000020c0cdcccc3d' END) ],
    'expression_view.price'     => [ 'price', 'round(price, 2)::text' ],
    # quotients and averages have digits of their own on both sides
    map({ my ($c) = /\.(.*)/; $_ => [ "CAST($c AS DECIMAL(20,3))", "round($c, 3)::text" ] } qw(crowded.density parts.years)));

# ---------------------------------------------------------------- the tests

# All of the corpus but the shapes.
sub test_corpus ($mysql, $node)
{
    my $corpus = start_corpus($mysql, $node);
    $mysql->make_database('corpus_abroad', 'CREATE TABLE far (id int PRIMARY KEY)');
    test_source($corpus, $_) for qw(types defaults beyond keys checks references partitions views);
    test_kept_code($corpus);
    test_collations($corpus);
    test_names($corpus);
    test_dump($corpus);
    test_script($corpus);
}

# The shapes as they come by default, and with collations that ignore case.
sub test_shapes ($mysql, $node)
{
    my $corpus = start_corpus($mysql, $node);
    for my $name (qw(rental staff atlas))
    {
        test_source($corpus, "${name}_plain", @CASE_PLAIN);
        test_source($corpus, "${name}_icu",   @CASE_ICU);
    }
}

# One source: its definitions, its rows, its behaviour, what is told of it.
sub test_source ($corpus, $name, %options)
{
    my $plain = $name !~ /_icu$/;
    subtest $name => sub {
        add_source($corpus, $name, %options);
        add_expected($corpus, $name, level1 => $plain ? '' : "COLLATE $name.level1", level2 => $plain ? '' : "COLLATE $name.level2",
            kind => $plain ? 'lower(kind)' : 'kind', word => $plain ? 'word' : '(word COLLATE "default")');
        create_and_import($corpus, $name);
        same_definitions_ok($corpus->{node}, $_, 'expected', $name, "$name, $_") for qw(two_steps one_step);
        findings_ok($corpus, $name);
        corpus_rows_ok($corpus, $name);
        behaves_alike($corpus, $name);
    };
}

# Collations that ignore case, under each of the three choices.
sub test_collations ($corpus)
{
    test_source($corpus, 'collations_plain', @CASE_PLAIN);
    test_source($corpus, 'collations_icu', @CASE_ICU);
    subtest 'collations_citext' => sub {
        add_source($corpus, 'collations_citext', @CASE_CITEXT);
        create_and_import($corpus, 'collations_citext');
        corpus_rows_ok($corpus, 'collations_citext');
        behaves_alike($corpus, 'collations_citext');
    };
}

# Programs are kept as the source wrote them: statements that make them.
sub test_kept_code ($corpus)
{
    my %kept = map { my ($name, @rest) = split /\|/, $_, 4; ($name => \@rest) } split /\n/, $corpus->{node}->safe_psql('two_steps',
        q(SELECT name, kind, concat_ws(' ', table_name, timing), coalesce(sql_mode, '') || '|' || regexp_replace(body, '\s+', ' ', 'g')
            FROM converge_source_code WHERE database = 'corpus_views'));
    my %programs = (
        nightly       => [ 'event', "EVERY 1 DAY STARTS '2030-01-01 03:00:00', time zone +00:00", q{EVENT `?nightly`? ON SCHEDULE .* DO DELETE FROM log} ],
        doubled       => [ 'function', '', q{FUNCTION `?doubled`?\(n int\) RETURNS int.* DETERMINISTIC RETURN n \* 2} ],
        restock       => [ 'procedure', '', q{PROCEDURE .*COMMENT 'adds stock' BEGIN UPDATE product SET stock = stock \+ amount; SELECT SUM\(stock\) INTO total FROM product; END} ],
        product_log   => [ 'trigger', 'product AFTER INSERT', q{TRIGGER .* FOR EACH ROW INSERT INTO log \(what\) VALUES \(CONCAT\('it''s new: ', NEW.name\)\)} ],
        product_price => [ 'trigger', 'product BEFORE UPDATE', q{FOR EACH ROW BEGIN IF NEW.price < 0 THEN SET NEW.price = 0; END IF; END} ],
        sleeping_view => [ 'view', '', q{sleep\(0\)} ]);

    subtest 'kept code' => sub {
        is_deeply([ sort keys %kept ], [ sort 'on_sleeping_view', keys %programs ], 'what is kept');
        for my $name (sort keys %programs)
        {
            my ($kind, $when, $pattern) = $programs{$name}->@*;
            is_deeply([ $kept{$name}->@[0, 1] ], [ $kind, $when ], "$name: $kind");
            like($kept{$name}[2], $kind eq 'view' ? qr/$pattern/i : qr/^NO_ENGINE_SUBSTITUTION\|CREATE .*$pattern$/, "$name: its text");
        }
    };
}

# Names: every table has its target, those that PostgreSQL cannot have are told.
sub test_names ($corpus)
{
    my ($node, $mysql) = @$corpus{qw(node mysql)};
    my $listed = q(SELECT string_agg(format('%s.%s', c.relname, a.attname), E'\n' ORDER BY c.relname COLLATE "C", a.attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'names'::regnamespace AND c.relkind IN ('r', 'v') AND a.attnum > 0);

    subtest names => sub {
        add_source($corpus, 'names');
        create_and_import($corpus, 'names');
        my @theirs = split /\n/, $mysql->sql(q(SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns WHERE table_schema = 'corpus_names'
            ORDER BY CAST(table_name AS BINARY), ordinal_position));
        my @mine = split /\n/, $node->safe_psql('two_steps', $listed);
        my %mine = map { $_ => 1 } @mine;
        is(@mine, @theirs, 'as many columns');
        my @other = grep { !$mine{$_} } @theirs;
        is_deeply([ grep { !/^n{63}|^(?:数){30}\.|^system_names\.(ctid|xmin|tableoid)$/ } @other ], [], 'names that PostgreSQL can have stay');
        is(scalar(@other), 9, 'all others are changed') or diag(join "\n", @other);
        is($node->safe_psql('one_step', $listed), join("\n", @mine), 'each time to the same');
        is($node->safe_psql('two_steps', 'SELECT * FROM names.system_names'), '1|2|3|4|5', 'rows come to renamed columns');
        is($node->safe_psql('two_steps', q(SELECT string_agg(pg_class.relname, ',') FROM pg_class WHERE relnamespace = 'names'::regnamespace AND relkind = 'r'
            AND (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM names.%I', relname), false, true, '')))[1]::text <> '1')), '', 'every table has its row');
        corpus_rows_ok($corpus, 'names', skip => [ 'n' x 63 . 1, 'n' x 63 . 2, '数' x 30 ], skip_columns => { system_names => [qw(ctid xmin tableoid)] });
        findings_ok($corpus, 'names');
        is($node->safe_psql('two_steps', q(SELECT count(*) FROM converge_create_schema('names', 'names_lower', fold => 'lower') WHERE status = 'created' AND object_type IN ('table', 'view'))),
            $node->safe_psql('two_steps', q(SELECT count(*) FROM pg_class WHERE relnamespace = 'names'::regnamespace AND relkind IN ('r', 'v'))), 'in lower case: as many tables');
        is($node->safe_psql('two_steps', q(SELECT count(*) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE c.relnamespace = 'names_lower'::regnamespace
            AND attnum > 0 AND (attname <> lower(attname) OR relname <> lower(relname)))), 0, 'in lower case: no other letter');
    };
}

# pg_dump's copy of the schema is the schema.  PostgreSQL writes the casts of a
# list of varchar otherwise each time it reads them.
sub test_dump ($corpus)
{
    my $node = $corpus->{node};
    my $file = PostgreSQL::Test::Utils::tempdir() . '/schema.sql';

    subtest 'pg_dump' => sub {
        command_ok([ 'pg_dump', '--schema-only', '-f', $file, $node->connstr('two_steps') ], 'dumped');
        $node->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
        command_ok([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('restored'), '-f', $file ], 'restored');
        for my $name (sort keys %{ $corpus->{sources} })
        {
            my ($before, $after) = map { join("\n", map { s/::(?:character varying|citext|text)\b(?:\[\])?//gr } definitions($node, $_, $name)) } qw(two_steps restored);
            is($after, $before, "$name: the same");
        }
    };
}

# The script is the schema, and can be run twice.
sub test_script ($corpus)
{
    my $node = $corpus->{node};
    make_target($node, 'script');

    subtest script => sub {
        for my $name (sort keys %{ $corpus->{sources} })
        {
            my $file = PostgreSQL::Test::Utils::tempdir() . "/$name.sql";
            append_to_file($file, $node->safe_psql('two_steps', "SELECT * FROM converge_ddl('$name')"));
            command_ok([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('script'), '-f', $file, '-f', $file ], "$name: run twice");
            same_definitions_ok($node, 'script', 'two_steps', $name, $name);
        }
    };
}

# ---------------------------------------------------------------- steps

# The source and three targets: "two_steps" is created and then imported,
# "one_step" does both at once, "expected" holds what was written by hand.
sub start_corpus ($mysql, $node)
{
    $mysql->sql("GRANT TRIGGER, EVENT ON *.* TO $mysql->{account}");
    make_target($node, $_) for qw(two_steps one_step);
    $node->safe_psql('postgres', 'CREATE DATABASE expected TEMPLATE template0');
    return { mysql => $mysql, node => $node };
}

# A source database from NAME.sql and NAME.FLAVOUR.sql, and a server for it in
# both targets.
sub add_source ($corpus, $name, %options)
{
    my $mysql = $corpus->{mysql};
    $corpus->{sources}{$name} = 1;
    $mysql->make_database("corpus_$name");
    $mysql->file($_, "corpus_$name") for files($corpus, $name, '.sql');
    for my $target (qw(two_steps one_step))
    {
        foreign_server($corpus->{node}, $target, $name, $mysql, dbname => "corpus_$name", target_schema => $name, %options);
    }
}

# The schema that is expected; values are psql's variables.
sub add_expected ($corpus, $name, %values)
{
    my $node = $corpus->{node};
    $node->safe_psql('expected', "CREATE SCHEMA \"$name\"");
    $node->safe_psql('expected', "CREATE COLLATION \"$name\".level$_ (provider = icu, locale = 'und-u-ks-level$_', deterministic = false)") for 1, 2;
    for my $file (files($corpus, $name, '.expected.sql'))
    {
        command_ok([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', map({ ('-v', "$_=$values{$_}") } sort keys %values),
            '-d', $node->connstr('expected'), '-c', "SET search_path = \"$name\"", '-f', $file ], "$name: expectations");
    }
}

# The files of a source: for all, for its flavour, for its rule of case, which
# follows the source's name.
sub files ($corpus, $name, $ending)
{
    my ($base, $rule) = $name =~ /^([a-z]+)_?(.*)/;
    my @files = grep { -f } map { "$DIRECTORY/$base$_$ending" } '', ".$corpus->{mysql}{flavour}", ".$rule", ".$corpus->{mysql}{flavour}.$rule";
    die "no $base$ending" unless @files;
    return @files;
}

# Both ways to the schema with its rows.
sub create_and_import ($corpus, $name)
{
    my $node  = $corpus->{node};
    my $error = import_error($node, 'two_steps', "SELECT * FROM converge_create_schema('$name')");
    is($error, undef, "$name: schema created") or diag($error->{text});
    my $before = fingerprint($node, 'two_steps');
    $error = import_error($node, 'two_steps', "SELECT * FROM converge_create_schema('$name')");
    is($error, undef, "$name: schema created again") or diag($error->{text});
    is(fingerprint($node, 'two_steps'), $before, "$name: which changes nothing");
    $error = import_error($node, 'two_steps', "SELECT * FROM converge_import('$name')");
    is($error, undef, "$name: imported") or diag($error->{text});
    $error = import_error($node, 'one_step', "SELECT * FROM converge_import('$name', missing => 'create')");
    is($error, undef, "$name: created and imported at once") or diag($error->{text});
}

# What is told of the objects of a source is what NAME.findings lists.
sub findings_ok ($corpus, $name)
{
    my @want = sort grep { /\S/ && !/^#/ } map { split /\n/, slurp_file($_) } files($corpus, $name, '.findings');
    my @got  = sort split /\n/, $corpus->{node}->safe_psql('two_steps', "SELECT concat_ws(' ', status, code, object_type, object) FROM converge_create_schema('$name') WHERE code IS NOT NULL");
    is_deeply(\@got, \@want, "$name: findings") or diag(join("\n", differing(\@want, \@got)));
}

# Every row of every table and view, in both targets.
sub corpus_rows_ok ($corpus, $name, %options)
{
    compare_ok($corpus->{mysql}, "corpus_$name", $corpus->{node}, 'two_steps', "$name, two_steps", schema => $name, views => 1,
        expressions => \%EXPRESSIONS, skip => [ kept_views($corpus, $name) ], %options);
    is(contents($corpus, 'one_step', $name), contents($corpus, 'two_steps', $name), "$name, one_step: the same rows");
}

# Views that the list of findings says are kept as text.
sub kept_views ($corpus, $name)
{
    return map { /^kept \S+ view (.*)/ ? $1 : () } map { split /\n/, slurp_file($_) } files($corpus, $name, '.findings');
}

# A line for each table, view and sequence: its rows, whatever their order, as a
# digest.
sub contents ($corpus, $target, $name)
{
    return $corpus->{node}->safe_psql($target, <<~'SQL' =~ s/:schema/'$name'/r);
        CREATE FUNCTION pg_temp.digest(relation regclass) RETURNS text LANGUAGE plpgsql AS $$
            DECLARE result text;
            BEGIN
                EXECUTE format('SELECT count(*) || md5(string_agg(md5(t::text), NULL ORDER BY md5(t::text))) FROM (SELECT * FROM %s) t', relation) INTO result;
                RETURN result;
            END $$;
        SET TimeZone = 'UTC';
        SELECT relname, pg_temp.digest(oid) FROM pg_class WHERE relnamespace = :schema::regnamespace AND relkind IN ('r', 'p', 'v', 'S') ORDER BY 1
        SQL
}

# ---------------------------------------------------------------- values

sub point ($column)
{
    return [ "CONCAT(ST_X($column) + 0e0, ',', ST_Y($column) + 0e0)", "$column\[0] || ',' || $column\[1]" ];
}


1;
