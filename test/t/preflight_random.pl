# converge_preflight and converge_import are asked about the same random tables:
# errors of the one are failures of the other.  Rows that preflight names are
# deleted at the source until it names none; then the import passes.
#
# For longer runs: CONVERGE_SEEDS, such as "1 2 3", chooses other tables,
# CONVERGE_TABLES how many, CONVERGE_FLAVOUR=mariadb another server.  What a seed
# makes it makes again; the log has the tables that the two differ about.

use v5.36;
no warnings qw(qw);
use Converge::MySQL;
use Converge::Target;
use List::Util qw(shuffle);
use Test::More;

my @seeds  = split ' ', $ENV{CONVERGE_SEEDS} // '12 14';
my $tables = $ENV{CONVERGE_TABLES} // 14;
my $flavour = $ENV{CONVERGE_FLAVOUR} // 'mysql';

my $mysql = $flavour eq 'mysql' ? Converge::MySQL->shared('preflight_random') : Converge::MySQL->new('preflight_random', flavour => 'mariadb');
my $node = start_cluster('preflight_random');

# ---------------------------------------------------------------- what there is

sub one (@list) { return $list[ rand @list ] }
sub chance ($percent) { return rand(100) < $percent }

my @numbers = qw(0 1 2 3 -1 127 5);
my @words = map { "'$_'" } qw(a b A B ä Ä abc ABC abcd), '', 'a ', 'b  ', 'straße', 'STRASSE', 'ﬁ', 'fi', '1', '7', '0', 'true', '2024-01-01', '0000-00-00';
my @uuids = ("'6f1c2b1e-0000-4000-8000-00000000000a'", "'6F1C2B1E-0000-4000-8000-00000000000A'", "'6f1c2b1e00004000800000000000000a'", "'{6f1c2b1e-0000-4000-8000-00000000000a}'",
    "'6f1c2b1e-0000-4000-8000-00000000000b'", "'6f1c2b1e-0000-4000-8000-00000000000g'", "''");
my @dates = map { "'$_'" } qw(2024-02-29 2024-01-01 0000-00-00 2024-00-10 2023-02-31 9999-12-31 1000-01-01);
my @moments = map { "'$_'" } '2024-02-29 01:02:03', '2024-02-29 00:00:00', '2024-03-31 02:30:00', '2024-03-31 03:30:00', '2024-10-27 02:30:00', '0000-00-00 00:00:00', '2024-02-29 01:02:03.5', '2024-02-29 01:02:03.1234', '2023-02-31 00:00:00';

my @collations = $flavour eq 'mysql' ? qw(utf8mb4_bin utf8mb4_0900_bin utf8mb4_0900_ai_ci utf8mb4_general_ci utf8mb4_0900_as_cs latin1_swedish_ci) :
    qw(utf8mb4_bin utf8mb4_general_ci utf8mb4_uca1400_ai_ci utf8mb4_nopad_bin latin1_swedish_ci);
my @texts = ('text', 'text', 'varchar(4)', 'varchar(20)', 'char(1)', 'bpchar', 'citext', 'text COLLATE no_accents', 'text COLLATE no_case', 'short', 'tag', 'varchar COLLATE "C"');
my @kinds = (
    { from => [qw(tinyint smallint int bigint), 'tinyint unsigned', 'int zerofill'], to => [qw(boolean smallint int bigint text positive numeric(2,0) numeric float4 float8 money)], values => \@numbers },
    { from => ['int unsigned'], to => [qw(int bigint smallint oid text numeric(8,2))], values => [qw(0 1 2147483647 2147483648 70000 4294967295)] },
    { from => ['bigint unsigned'], to => [qw(int bigint numeric float8 text)], values => [qw(0 1 9223372036854775807 9223372036854775808 9007199254740993)] },
    { from => [ 'decimal(10,3)', 'decimal(20,10)' ], to => [qw(numeric(6,2) numeric int float8 float4 money text positive)], values => [qw(0 1 1.25 -1 99999 1.125 0.001 0.1)] },
    { from => [qw(double float)], to => [qw(float4 float8 numeric numeric(6,2) int text)], values => [qw(0 -0.0 1 1.5 0.1 1e10 1e300 16777217)] },
    { from => [ map({ ("varchar(20) COLLATE $_", "char(20) COLLATE $_") } @collations), "text COLLATE $collations[0]" ], to => [ @texts, @texts, qw(int date boolean letter json jsonb text[] bytea) ], values => \@words },
    { from => [ map { "varchar(40) COLLATE $_" } @collations ], to => [qw(uuid text citext)], values => \@uuids },
    { from => ['varchar(20)'], to => [qw(int numeric smallint positive boolean)], values => [ map { "'$_'" } '1', '01', '1.0', ' 1', '-1', '', 'x', '99999', '0' ] },
    { from => ['date'], to => [ 'date', 'timestamp', 'timestamptz', 'text', 'recent' ], values => \@dates },
    { from => [ 'datetime', 'datetime(6)' ], to => [ 'timestamp', 'timestamptz', 'timestamp(3)', 'date', 'text', 'timestamp(0)' ], values => \@moments },
    { from => ['timestamp(6) NULL'], to => [ 'timestamptz', 'timestamp', 'date', 'text' ], values => [ grep { !/2023-02-31|03-31 02/ } @moments ] },
    { from => [ 'time', 'time(3)' ], to => [qw(time interval time(1) text)], values => [ map { "'$_'" } qw(00:00:00 24:00:00 24:00:01 -00:00:01 12:34:56.5 12:34:56) ] },
    { from => ['year'], to => [qw(smallint int text date)], values => [qw(2024 1999 0)] },
    { from => [ 'varbinary(16)', 'binary(16)', 'blob' ], to => [qw(bytea uuid text inet)], values => [ "X'6F1C2B1E00004000800000000000000A'", "X'7F000001'", "'a'", "X'FF41'", "X'6100'", "''" ] },
    { from => ["enum('a','b','c')"], to => [qw(letter text citext varchar(1) tag)], values => [qw('a' 'b' 'c' 'zz')] },
    { from => ["set('a','b','c')"], to => [qw(text text[] letter[])], values => [qw('a' 'a,b' '' 'c')] },
    { from => ['json'], to => [qw(jsonb json text)], values => [ q('{"a": 1}'), q('[1, 2]'), q('["\\\\u0000"]'), q('"x"') ] },
    { from => [ 'bit(1)', 'bit(8)' ], to => [qw(boolean int bit(1) bit(8) varbit)], values => [qw(b'0' b'1' b'101')] },
);
@kinds = grep { $_->{from}[0] ne 'json' } @kinds if $flavour ne 'mysql';

my @rules = ([qw(empty null)], [qw(zero_date null)], [qw(zero_date -infinity)], [qw(nul strip)], [qw(boolean nonzero)], [qw(time_zone Europe/Paris)],
    [ 'using', 'lower(value)' ], [ 'using', 'nullif(value, 1::text)::int' ], [ 'using', 'value::text' ], [ 'using', '(100 / value::int)' ], [ 'using', "coalesce(value, '')" ], ['using', "left(value, 4)"]);

# ---------------------------------------------------------------- one table

# Columns c0, c1, ... and constraints over them.  Returns { from, to, rows,
# rules }: statements for both sides.
sub random_table ($name)
{
    my (@from, @to, @on, @rules_of, %nullable, @columns, @keys);
    for my $n (0 .. int rand 4)
    {
        my $kind = one(@kinds);
        my ($from, $to) = (one($kind->{from}->@*), one($kind->{to}->@*));
        my @values = $kind->{values}->@*;

        @values = map { one(@values) } 0 .. rand 3 if chance(85);
        push @columns, { name => "c$n", from => $from, to => $to, values => \@values };
        push @from, "c$n $from";
        push @from, "UNIQUE KEY (c$n" . ($from =~ /text|blob/ ? '(10)' : '') . ")" if chance(25) && $from !~ /json/;
        push @to, "c$n $to" . (chance(15) ? ' NOT NULL' : '');
        push @rules_of, [ "c$n", one(@rules)->@* ] if chance(20);
    }
    my $any = sub { my $c = one(@columns); $c->{name} };
    my $partitioned = chance(20);
    my $unique = sub { return $partitioned ? '' : 'UNIQUE' };

    for (1 .. rand 3)
    {
        my $c = $any->();
        my $d = $any->();
        my @possible = (
            "CREATE UNIQUE INDEX ON $name ($c)", "CREATE UNIQUE INDEX ON $name ($c) NULLS NOT DISTINCT",
            "CREATE UNIQUE INDEX ON $name (($c\::text))", "CREATE UNIQUE INDEX ON $name (lower($c\::text))",
            "CREATE UNIQUE INDEX ON $name (lower($c\::text) COLLATE no_accents)",
            "CREATE UNIQUE INDEX ON $name ($c, $d)", "CREATE UNIQUE INDEX ON $name ($c) WHERE $d IS NOT NULL",
            "CREATE UNIQUE INDEX ON $name ($c) INCLUDE ($d)", "CREATE UNIQUE INDEX ON $name ($c) WHERE id % 2 = 0",
            "CREATE UNIQUE INDEX ON $name (length($c\::text))", "CREATE INDEX ON $name ((1 / length($c\::text)))",
            "CREATE UNIQUE INDEX ON $name ($c COLLATE no_case)", "CREATE UNIQUE INDEX ON $name ($c DESC)",
            "ALTER TABLE $name ADD UNIQUE ($c) DEFERRABLE INITIALLY DEFERRED", "ALTER TABLE $name ADD UNIQUE ($c, $d) DEFERRABLE",
            "ALTER TABLE $name ADD EXCLUDE USING btree ($c WITH =)", "ALTER TABLE $name ADD EXCLUDE USING hash ($c WITH =)",
            "ALTER TABLE $name ADD EXCLUDE USING btree ($c WITH =, $d WITH =) WHERE ($d IS NOT NULL)",
            "ALTER TABLE $name ADD CHECK (length($c\::text) < 4)", "ALTER TABLE $name ADD CHECK ($c IS NOT NULL OR $d IS NOT NULL)",
            "ALTER TABLE $name ADD CHECK (1 / length($c\::text) >= 0)", "ALTER TABLE $name ADD CHECK ($c\::text <> 'a') NOT VALID",
            "ALTER TABLE $name ADD COLUMN g$_ int GENERATED ALWAYS AS (length($c\::text)) STORED UNIQUE",
            "ALTER TABLE $name ADD COLUMN g$_ int NOT NULL GENERATED ALWAYS AS (1 / nullif(length($c\::text), 1)) STORED",
            "ALTER TABLE $name ADD COLUMN i$_ int GENERATED ALWAYS AS IDENTITY UNIQUE",
            "ALTER TABLE $name ADD COLUMN d$_ int NOT NULL DEFAULT 7 CHECK (d$_ > 5)",
            "ALTER TABLE $name ADD COLUMN e$_ int DEFAULT 7 UNIQUE",
            "ALTER TABLE $name ADD COLUMN f$_ positive DEFAULT 0",
            "ALTER TABLE $name ADD COLUMN n$_ int NOT NULL",
            "ALTER TABLE $name ADD COLUMN r$_ seven UNIQUE",
        );
        push @possible, "ALTER TABLE $name ADD FOREIGN KEY ($c) REFERENCES $name (id)" if !$partitioned;
        push @on, one(@possible);
    }
    my ($by, @parts) = ('');
    if ($partitioned)
    {
        my $c = one($any->(), 'id', 'id');
        my $how = one(qw(LIST RANGE HASH));
        $by = " PARTITION BY $how ($c)";
        @parts = $how eq 'HASH' ? map { "CREATE TABLE ${name}_p$_ PARTITION OF $name FOR VALUES WITH (MODULUS 2, REMAINDER $_)" } 0, 1 :
            $how eq 'LIST' ? ("CREATE TABLE ${name}_p0 PARTITION OF $name FOR VALUES IN ('1', '2', '3', '4', '5', '6')", chance(50) ? "CREATE TABLE ${name}_p1 PARTITION OF $name DEFAULT" : ()) :
            ("CREATE TABLE ${name}_p0 PARTITION OF $name FOR VALUES FROM (MINVALUE) TO ('6')", chance(50) ? "CREATE TABLE ${name}_p1 PARTITION OF $name FOR VALUES FROM ('6') TO (MAXVALUE)" : ());
        push @parts, "CREATE UNIQUE INDEX ON ${name}_p0 (" . $any->() . ")" if chance(40);
    }
    push @rules_of, [ undef, 'where', one('id < 7', 'id % 2 = 0', 'c0 IS NOT NULL -- all') ] if chance(10);
    my @rows = map { my $id = $_; "($id" . join('', map { ', ' . (chance(8) ? 'NULL' : one($_->{values}->@*)) } @columns) . ')' } 1 .. 1 + rand 9;
    return {
        name => $name, columns => \@columns,
        from => "CREATE TABLE $name (" . join(', ', 'id int PRIMARY KEY', @from) . ')',
        rows => [ map { "INSERT IGNORE INTO $name VALUES $_" } @rows ],
        to   => [ "CREATE TABLE $name (" . join(', ', $partitioned ? 'id int NOT NULL' : 'id int PRIMARY KEY', @to) . ')' . $by, shuffle(@parts, @on) ],
        rules => \@rules_of,
    };
}

# Two tables, or one, with a foreign key over columns that may differ.
sub random_reference ($name)
{
    my $columns = chance(30) ? 2 : 1;
    my (@child, @parent, @to_child, @to_parent, @from, @rules_of, @types, @refs);
    for my $n (0 .. $columns - 1)
    {
        my $kind = one(@kinds[ 0, 0, 5, 5, 5, 6, 6, 8, 9, 13, 14, 3, 1 ]);
        my ($from, $to) = (one($kind->{from}->@*), one($kind->{to}->@*));
        my $from2 = chance(75) ? $from : one($kind->{from}->@*);
        my $to2   = chance(80) ? $to : one($kind->{to}->@*);
        my @values = map { one($kind->{values}->@*) } 0 .. 1 + rand 3;
        push @from, [ $from, $from2, \@values ];
        push @to_child, "c$n $to";
        push @to_parent, "c$n $to2";
        push @rules_of, [ "c$n", one(@rules)->@* ] if chance(10);
    }
    my $list = join(', ', map { "c$_" } 0 .. $columns - 1);
    my $self = chance(15);
    my $match = one('', '', '', ' MATCH FULL') . one('', '', ' DEFERRABLE INITIALLY DEFERRED', ' DEFERRABLE');
    my $rows = sub ($which) {
        return map { my $id = $_; "INSERT IGNORE INTO $name$which VALUES ($id" . join('', map { ', ' . (chance(10) ? 'NULL' : one($_->[2]->@*)) } @from) . ')' } 1 .. 1 + rand 7 };
    my @made = { name => "${name}p", pair => $name,
        from => "CREATE TABLE ${name}p (id int PRIMARY KEY" . join('', map { ", c$_ $from[$_][1]" } 0 .. $#from) . ')',
        rows => [ $rows->('p') ], to => [ "CREATE TABLE ${name}p (id int PRIMARY KEY, " . join(', ', @to_parent) . ')', "ALTER TABLE ${name}p ADD UNIQUE ($list)" ],
        rules => [ chance(30) ? @rules_of : () ] };
    push @{ $made[0]{rules} }, [ undef, 'where', 'id <> 2' ] if chance(10);
    if ($self)
    {
        push $made[0]{to}->@*, "ALTER TABLE ${name}p ADD COLUMN s int", "ALTER TABLE ${name}p ADD FOREIGN KEY (s) REFERENCES ${name}p$match";
        $made[0]{from} =~ s/\)$/, s int)/;
        s/\)$/', ' . one('NULL', 1, 2, 3, 9) . ')'/e for $made[0]{rows}->@*;
        return @made;
    }
    my $partitioned = chance(15) ? ' PARTITION BY HASH (id)' : '';
    push @made, { name => "${name}c", pair => $name,
        from => "CREATE TABLE ${name}c (id int PRIMARY KEY" . join('', map { ", c$_ $from[$_][0]" } 0 .. $#from) . ')',
        rows => [ $rows->('c') ],
        to => [ "CREATE TABLE ${name}c (id int, " . join(', ', @to_child) . ')' . $partitioned,
            $partitioned ? "CREATE TABLE ${name}c_0 PARTITION OF ${name}c FOR VALUES WITH (MODULUS 1, REMAINDER 0)" : (),
            "ALTER TABLE ${name}c ADD CONSTRAINT ${name}fk FOREIGN KEY ($list) REFERENCES ${name}p ($list)$match" ],
        rules => \@rules_of };
    if (chance(15))
    {
        push $made[0]{to}->@*, "ALTER TABLE ${name}p ADD COLUMN back int";
        push $made[1]{to}->@*, "ALTER TABLE ${name}p ADD FOREIGN KEY (id) REFERENCES ${name}c (id) DEFERRABLE" if !$partitioned;
        $made[1]{to}[0] =~ s/id int,/id int PRIMARY KEY,/ if !$partitioned;
    }
    return @made;
}

# ---------------------------------------------------------------- both sides

my @left;    # tables that both sides took

sub make_round ($seed)
{
    srand($seed);
    my $database = "preflight_random_$seed";
    @left = ();
    my @made = ((map { random_table("t$_") } 1 .. $tables), (map { random_reference("r$_") } 1 .. $tables / 2));
    $mysql->make_database($database);
    # statement by statement: some of them are refused, which is no matter
    my $all = "SET sql_mode = 'NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES';\n";
    $all .= "$_->{from};\n" . join('', map { "$_;\n" } $_->{rows}->@*) for @made;
    force($mysql, $database, $all);
    make_target($node, $database, <<'SQL');
CREATE EXTENSION citext;
CREATE COLLATION no_accents (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
CREATE COLLATION no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE DOMAIN positive AS int CHECK (value > 0);
CREATE DOMAIN seven AS int DEFAULT 7;
CREATE DOMAIN short AS text CHECK (length(value) < 4);
CREATE DOMAIN tag AS citext CHECK (value <> 'B');
CREATE DOMAIN recent AS date NOT NULL CHECK (value > '2000-01-01');
CREATE TYPE letter AS ENUM ('a', 'b', 'A');
CREATE FUNCTION tried(which text[], how text DEFAULT 'truncate') RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text; context text;
BEGIN
    PERFORM FROM converge_import('s', tables => which, existing => how, dry_run => true);
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, context = PG_EXCEPTION_DETAIL;
    RETURN state || ' ' || message || ' | ' || context;
END $$;
CREATE FUNCTION asked(which text[], how text DEFAULT 'truncate') RETURNS text LANGUAGE plpgsql AS $$
DECLARE found text; unsure boolean;
BEGIN
    SELECT string_agg(concat_ws(' ', code, table_name, column_name, rows, sample_key, message), '; ')
               FILTER (WHERE severity = 'error' AND code <> 'DISK_SPACE'),
           coalesce(bool_or(code IN ('REFERENCE_NOT_CHECKED', 'KEY_NOT_CHECKED')), false) INTO found, unsure
    FROM converge_preflight('s', tables => which, existing => how);
    RETURN concat_ws(E'\x1f', coalesce(found, '-'), coalesce(tried(which, how), '-'), unsure) || E'\x1e';
END $$;
-- with some of the rows in the target already
CREATE FUNCTION asked_again(which text[], how text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text := E'-\x1f-\x1ff\x1e';
BEGIN
    DELETE FROM converge_rule WHERE action = 'where';
    INSERT INTO converge_rule SELECT 's', unnest, NULL, 'where', 'id < 4' FROM unnest(which);
    PERFORM FROM converge_import('s', tables => which, existing => 'truncate');
    UPDATE converge_rule SET value = 'id >= 4' WHERE action = 'where';
    answer := asked(which, how);
    RAISE 'enough';
EXCEPTION WHEN OTHERS THEN
    RETURN answer;
END $$;
SQL
    foreign_server($node, $database, 's', $mysql, dbname => $database);
    $node->psql($database, join('', map { "$_;\n" } map { $_->{to}->@* } @made), on_error_stop => 0);
    $node->psql($database, join('', map { my $t = $_; map { "INSERT INTO converge_rule VALUES ('s', '$t->{name}', " . (defined $_->[0] ? "'$_->[0]'" : 'NULL') . ", '$_->[1]', '" . $_->[2] =~ s/'/''/gr . "');\n" } $t->{rules}->@* } @made), on_error_stop => 0);
    my %here = map { $_ => 1 } split /\n/, $node->safe_psql($database, "SELECT c.relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')");
    my %there = map { $_ => 1 } split /\n/, $mysql->sql("SHOW TABLES", $database);
    for my $table (@made)
    {
        if ($here{ $table->{name} } && $there{ $table->{name} }) { push @left, $table; next }
        $mysql->sql("DROP TABLE IF EXISTS $table->{name}", $database);
        $node->safe_psql($database, "DELETE FROM converge_rule WHERE source_table = '$table->{name}'");
    }
    return $database;
}

sub force ($mysql, $database, $sql)
{
    my ($file, $path) = File::Temp::tempfile(UNLINK => 1);
    binmode($file);
    print $file $sql;
    close($file);
    my ($out, $err) = ('', '');
    IPC::Run::run([ $mysql->client($database, '--force') ], '<', $path, '>', \$out, '2>', \$err);
}

sub quoted (@names) { return "ARRAY[" . join(', ', map { "'$_'" } @names) . "]" }

sub description ($database, $table)
{
    return join(";\n", $table->{from}, $table->{rows}->@*, $table->{to}->@*, map { join(' ', map { $_ // '' } @$_) } $table->{rules}->@*);
}

# Both answers for each table alone and each pair.  Where preflight says that it
# could not tell, silence is no fault.
sub compare ($database, $how = undef)
{
    my %groups;
    push $groups{ $_->{pair} // $_->{name} }->@*, $_ for @left;
    my @sets = map { [$_] } @left;
    push @sets, grep { @$_ > 1 } values %groups;
    my $wrong = 0;
    my (%counts, %codes);
    my @answers = split /\x1e/, $node->safe_psql($database, join('', map { my $w = quoted(map { $_->{name} } @$_); defined $how ? "SELECT asked_again($w, '$how');\n" : "SELECT asked($w);\n" } @sets));
    for my $i (0 .. $#sets)
    {
        my ($found, $tried, $unsure) = split /\x1f/, $answers[$i] =~ s/^\n//r;
        my ($f, $t) = ($found ne '-', $tried ne '-');
        $counts{ ($f ? 'found' : 'silent') . ($t ? ' refused' : ' taken') . ($unsure =~ /^t/ ? ' unsure' : '') }++;
        $codes{$_}++ for map { /^(\w+)/ } split /; /, $found;
        next if $f == $t;
        next if !$f && $t && $unsure =~ /^t/;
        $wrong++;
        diag("---- seed $database: " . join(' ', map { $_->{name} } $sets[$i]->@*) . ' ' . ($how // '') . "\npreflight: $found\nimport: $tried\n" . join("\n", map { description($database, $_) } $sets[$i]->@*));
    }
    note(join(', ', map { "$_: $counts{$_}" } sort keys %counts), ' -- ', join(', ', map { "$_: $codes{$_}" } sort keys %codes));
    is($wrong, 0, "$database: preflight and import agree about all of " . @sets . (defined $how ? ", $how" : ''));
}

# Tables whose schemas do not fit, which both sides say.
sub drop_unplanned ($database)
{
    my %planned = map { $_ => 1 } split /\n/, $node->safe_psql($database, "SELECT DISTINCT table_name FROM converge_preflight('s', existing => 'truncate') WHERE code = 'PLAN' AND table_name IS NOT NULL");
    for my $table (grep { $planned{ $_->{name} } } @left)
    {
        $node->safe_psql($database, "DROP TABLE $table->{name} CASCADE");
        $mysql->sql("DROP TABLE $table->{name}", $database);
        $node->safe_psql($database, "DELETE FROM converge_rule WHERE source_table = '$table->{name}'");
    }
    @left = grep { !$planned{ $_->{name} } } @left;
}

# Delete what preflight names until it names nothing.
sub clean ($database)
{
    my $round = 0;
    while ($round++ < 40)
    {
        my @found = split /\n/, $node->safe_psql($database, "SELECT concat_ws(' ', table_name, sample_key->>'id', code, message) FROM converge_preflight('s', existing => 'truncate') WHERE severity = 'error'");
        last unless @found;
        my $sql = '';
        for (@found)
        {
            /^(\w+) (\d+) / or diag("no sample: $_"), next;
            $sql .= "DELETE FROM $1 WHERE id = $2;";
        }
        $mysql->sql($sql, $database) if $sql ne '';
    }
    note("cleaned in $round rounds");
    compare($database);
}

for my $seed (@seeds)
{
    my $database = make_round($seed);
    drop_unplanned($database);
    my $before = fingerprint($node, $database);
    $node->safe_psql($database, "SELECT FROM converge_preflight('s', existing => 'truncate')");
    is(fingerprint($node, $database), $before, "$database: the target is as it was");
    compare($database);
    compare($database, $_) for qw(append upsert);
    clean($database);
    $node->safe_psql('postgres', qq(DROP DATABASE "$database"));
    $mysql->sql("DROP DATABASE $database");
}
done_testing();
