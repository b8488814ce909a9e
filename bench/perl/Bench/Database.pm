package Bench::Database;

# A database to load: its source, its target, and the SQL that the ways need.

use v5.36;
use Bench::Run;
use Bench::Settings;
use Bench::SmallTables;
use Digest::MD5 'md5_hex';
use Exporter 'import';

our @EXPORT = qw($null commas);

# Stands for NULL in the pipe, where mysql's NULL is like the text.
our $null = '~null~';

# The files that each is made from, and what makes these.
my %made = (
    tpch => sub ($scale) {
        return (title => "TPC-H, scale factor $scale", program('bench/tpch', $scale));
    },
    employees => sub ($scale) {
        return (title => "employees, scale $scale", program('bench/employees', $scale));
    },
    alkemio => sub ($scale) {
        return (title => "Alkemio sample, scale $scale", mysql => 'test/data/alkemio/mysql.sql', postgres => 'test/data/alkemio/postgres.sql',
            rules => 'demo/rules.sql', generate => "test/data/generate --database alkemio --scale $scale --out");
    },
    small => sub ($) {
        return (title => '1,000 tables of 10 rows', mysql => "$work/small/mysql.sql", postgres => "$work/small/postgres.sql",
            written => sub { Bench::SmallTables::write("$work/small", 1000) });
    },
    (map { my $name = $_; $name => sub ($scale) { three_tables($name, $scale) } } qw(wide narrow authz)),
    three => sub ($scale) {
        return (three_tables('wide', $scale), title => 'the three tables', only => undef);
    },
    cutover => sub ($gigabytes) {
        return (three_tables('authz', $gigabytes), title => "table authz, $gigabytes GB", source => 'bench_cutover',
            fill => sub ($self) { fill_authz($self, $gigabytes) });
    },
);

sub three_tables ($name, $scale) {
    my %rows = (wide => 1_000_000, narrow => 3_000_000, authz => 200_000);
    my $rows = commas(int($rows{$name} * $scale));
    return (title => "table $name, $rows rows", source => 'bench_three', only => $name, in_place => 1, mysql => 'test/data/bench/bench.sql',
        postgres => 'test/data/bench/bench-postgres.sql', generate => "test/data/generate --database bench --scale $scale --out");
}

sub program ($directory, $scale) {
    my ($name) = $directory =~ m{([^/]+)$};
    return (mysql => "$directory/mysql.sql", postgres => "$directory/postgres.sql",
        generate => "gcc -O2 -o $work/generate-$name $directory/generate.c -lm && $work/generate-$name $scale");
}

# The source of that name, made unless it is there from before.
sub source ($class, $name, $scale) {
    my %part = $made{$name}->($scale);
    my $self = bless { name => $name, source => "bench_$name", target => "bench_$name", %part }, $class;
    $self->{written}->() if $self->{written};
    $self->{stamp} = stamp($self->{source}, $scale, slurp($self->{mysql}), map { slurp($_) } glob 'bench/*/*.c bench/perl/Bench/SmallTables.pm test/data/lib/*/*.pm');
    $self->make_source unless is_made(\&mysql, $self);
    return $self;
}

# Source and target.
sub make ($class, $name, $scale) {
    my $self = $class->source($name, $scale);
    $self->make_target;
    $self->look;
    return $self;
}

# What has been made is written down at the server it was made in, in the end.
sub stamp (@what) { return md5_hex(join "\0", @what) }

sub is_made ($sql, $self) {
    $sql->('CREATE DATABASE IF NOT EXISTS bench_made; CREATE TABLE IF NOT EXISTS bench_made.made (name varchar(64) PRIMARY KEY, stamp char(32))');
    return $sql->("SELECT COUNT(*) FROM bench_made.made WHERE name = '$self->{source}' AND stamp = '$self->{stamp}'");
}

sub set_made ($sql, $self) {
    $sql->("REPLACE bench_made.made VALUES ('$self->{source}', '$self->{stamp}')");
    return;
}

sub make_source ($self) {
    progress("makes the source of $self->{title}");
    my $client = "$ENV{MYSQL} --no-defaults --local-infile=1 --host=localhost --user=root --socket=$ENV{MYSQL_UNIX_SOCKET} $self->{source}";
    run("$self->{generate} $work/$self->{name}") if $self->{generate} && !$self->{fill};
    mysql("DROP DATABASE IF EXISTS $self->{source}; CREATE DATABASE $self->{source} CHARACTER SET utf8mb4");
    run("$client < $self->{mysql}");
    $self->{fill} ? $self->{fill}->($self) : run("cd $work/$self->{name} && $client < load.sql");
    # without holes and with statistics
    my $verb = $self->{in_place} ? 'OPTIMIZE' : 'ANALYZE';
    mysql(join('', map { "$verb TABLE `$_`;\n" } split /\n/,
        mysql("SELECT table_name FROM information_schema.tables WHERE table_schema = '$self->{source}'")), $self->{source});
    run("rm -rf $work/$self->{name}") if $self->{generate};
    set_made(\&mysql, $self);
    return;
}

# Rows of table authz under other ids, until there are so many gigabytes.
sub fill_authz ($self, $gigabytes) {
    my $from = Bench::Database->source('authz', scale_of('authz'));
    my ($rows, $bytes) = split /\t/, mysql('SELECT COUNT(*), SUM(LENGTH(id) + LENGTH(rules)) FROM authz', $from->{source});
    my $missing = int($gigabytes * 1e9 / $bytes * $rows);
    for (my $copy = 1; $missing > 0; $copy++, $missing -= $rows) {
        mysql(sprintf("INSERT INTO authz SELECT CONCAT('%03x', SUBSTR(id, 4)), rules FROM $from->{source}.authz LIMIT %d", $copy, $missing), $self->{source});
    }
    return;
}

# The same rows in MariaDB, in its own collation, as pgloader stumbles over
# columns in MySQL's.
sub copy_to ($self, $mariadb) {
    my $sql = sub ($text) { $mariadb->sql($text) };
    return if is_made($sql, $self);
    progress("copies $self->{title} to MariaDB");
    my $dump = "mysqldump --no-defaults --host=localhost --user=root --socket=$ENV{MYSQL_UNIX_SOCKET} --no-create-info --skip-triggers"
        . " --skip-add-locks --set-gtid-purged=OFF --no-tablespaces --hex-blob --default-character-set=utf8mb4 $self->{source}";
    $mariadb->sql("DROP DATABASE IF EXISTS $self->{source}; CREATE DATABASE $self->{source} CHARACTER SET utf8mb4");
    run("sed 's/COLLATE utf8mb4_0900_ai_ci//' $self->{mysql} | $mariadb->{client} $self->{source}");
    run("$dump | $mariadb->{client} --default-character-set=utf8mb4 $self->{source}");
    $mariadb->sql(join(';', map { "ANALYZE TABLE `$_`" } $self->{tables}->@*), $self->{source});
    set_made($sql, $self);
    return;
}

# The empty target with its keys and indexes.
sub make_target ($self) {
    run("dropdb --if-exists --force $self->{target} && createdb $self->{target}");
    psql($self->{target}, slurp($self->{postgres}));
    psql($self->{target}, join '', map { "DROP TABLE $_;" } grep { $_ ne $self->{only} } qw(wide narrow authz)) if $self->{only};
    psql($self->{target}, <<~SQL);
        CREATE EXTENSION converge;
        CREATE SERVER $self->{name} FOREIGN DATA WRAPPER converge_mysql
            OPTIONS (host '127.0.0.1', port '$ENV{MYSQL_TCP_PORT}', dbname '$self->{source}');
        CREATE USER MAPPING FOR CURRENT_USER SERVER $self->{name} OPTIONS (username 'reader', password 'reader');
        CREATE EXTENSION mysql_fdw;
        CREATE SERVER fdw FOREIGN DATA WRAPPER mysql_fdw
            OPTIONS (host '127.0.0.1', port '$ENV{MYSQL_TCP_PORT}', fetch_size '10000');
        CREATE USER MAPPING FOR CURRENT_USER SERVER fdw OPTIONS (username 'reader', password 'reader');
        CREATE SCHEMA fdw;
        SQL
    psql($self->{target}, slurp($self->{rules})) if $self->{rules};
}

# Reads tables, columns, indexes and keys from the target.
sub look ($self) {
    my %nullable = map { $_ => 1 } split /\n/, mysql("SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns
        WHERE table_schema = '$self->{source}' AND is_nullable = 'YES'");
    my $columns = psql($self->{target}, <<~'SQL');
        SELECT relname, attname, quote_ident(attname), CASE WHEN typtype = 'e' THEN 'enum' ELSE typname END, format_type(atttypid, atttypmod),
            EXISTS (SELECT FROM converge_rule WHERE source_table = relname AND source_column = attname AND action = 'nul')
        FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
        JOIN pg_type t ON t.oid = atttypid
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'converge\_%'
            AND NOT EXISTS (SELECT FROM converge_rule WHERE source_table = relname AND action = 'skip')
        ORDER BY c.oid, attnum
        SQL
    for (split /\n/, $columns) {
        my ($table, $name, $quoted, $type, $declared, $nul) = split /\|/;
        push $self->{tables}->@*, $table unless $self->{columns}{$table};
        push $self->{columns}{$table}->@*, { name => $name, quoted => $quoted, type => $type, declared => $declared,
            nul => $nul eq 't', nullable => $nullable{"$table.$name"} };
    }
    $self->look_around;
}

# Statements that take away what is around the rows, and bring it back.
sub look_around ($self) {
    my $mine = q{c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'converge\_%'};
    $self->{drop} = psql($self->{target}, <<~SQL);
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I;', conrelid::regclass, conname)
        FROM pg_constraint JOIN pg_class c ON c.oid = conrelid WHERE contype IN ('f', 'p', 'u') AND $mine ORDER BY contype <> 'f', conname;
        SELECT format('DROP INDEX %s;', indexrelid::regclass) FROM pg_index JOIN pg_class c ON c.oid = indrelid
        WHERE $mine AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'));
        SQL
    $self->{finish} = psql($self->{target}, <<~SQL);
        SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s;', conrelid::regclass, conname, pg_get_constraintdef(k.oid))
        FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid WHERE contype IN ('p', 'u') AND $mine ORDER BY 1;
        SELECT pg_get_indexdef(indexrelid) || ';' FROM pg_index JOIN pg_class c ON c.oid = indrelid
        WHERE $mine AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u')) ORDER BY 1;
        SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s;', conrelid::regclass, conname, pg_get_constraintdef(k.oid))
        FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid WHERE contype = 'f' AND $mine ORDER BY 1;
        SQL
    $self->{sequences} = psql($self->{target}, <<~SQL);
        SELECT format('SELECT setval(%L, coalesce((SELECT max(%I) FROM %s), 1));', s.oid::regclass, attname, c.oid::regclass)
        FROM pg_depend d JOIN pg_class s ON s.oid = objid AND s.relkind = 'S' JOIN pg_class c ON c.oid = refobjid
        JOIN pg_attribute a ON attrelid = c.oid AND a.attnum = refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND deptype IN ('a', 'i') AND $mine ORDER BY 1;
        SQL
    $self->{analyze} = psql($self->{target}, <<~SQL);
        SELECT format('ANALYZE %s;', c.oid::regclass) FROM pg_class c WHERE relkind = 'r' AND $mine ORDER BY 1;
        SQL
    $self->{around} = $self->around;
}

# One value of all indexes and constraints of the target.
sub around ($self) {
    return psql($self->{target}, <<~'SQL');
        SELECT md5(string_agg(part, E'\n' ORDER BY part)) FROM (
            SELECT pg_get_indexdef(indexrelid) || indisvalid || indisready FROM pg_index JOIN pg_class ON oid = indrelid
            WHERE relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT conrelid::regclass || conname || pg_get_constraintdef(k.oid) || convalidated FROM pg_constraint k
            JOIN pg_class c ON c.oid = conrelid WHERE relnamespace = 'public'::regnamespace) parts (part)
        SQL
}

# An empty target, without indexes and keys if these are to be made afterwards.
sub clear ($self, $in_place) {
    my $drop = $in_place ? '' : $self->{drop};
    psql($self->{target}, "SET client_min_messages = warning; $drop\nTRUNCATE " . join(', ', map { identifier($_) } $self->{tables}->@*) . ';');
}

sub rows ($self) {
    return psql($self->{target}, 'SELECT ' . join(' + ', map { '(SELECT count(*) FROM ' . identifier($_) . ')' } $self->{tables}->@*));
}

# What differs after a load, or ''.
sub difference ($self) {
    my $lines = psql($self->{target}, "SELECT concat_ws(' ', check_name, table_name || coalesce('.' || column_name, ''), detail)
        FROM converge_verify('$self->{name}', 'checksum'@{[$self->choice]}) WHERE status IN ('different', 'failed')
            OR (status = 'not comparable' AND check_name = 'checksum') ORDER BY column_name IS NULL, 1");
    my @lines = split /\n/, $lines;
    push @lines, 'indexes or constraints are not as they were' if $self->around ne $self->{around};
    return @lines ? "$lines[0]" . (@lines > 1 ? sprintf ' and %d lines more', @lines - 1 : '') : '';
}

# The argument that chooses the tables, where the source has others.
sub choice ($self) { return $self->{only} ? ", tables => '{$self->{only}}'" : '' }

# Bytes of the longest row of the source, of what may be long in it.
sub longest_row ($self) {
    my %long;
    push $long{ $_->[0] }->@*, "COALESCE(LENGTH(`$_->[1]`), 0)" for map { [ split /\t/ ] } split /\n/,
        mysql("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = '$self->{source}'
            AND data_type IN ('tinytext', 'text', 'mediumtext', 'longtext', 'blob', 'mediumblob', 'longblob', 'json')");
    my @queries = map { "SELECT MAX(@{[join ' + ', $long{$_}->@*]}) AS n FROM `$_`" } grep { $self->{columns}{$_} } sort keys %long;
    return @queries ? 0 + mysql("SELECT COALESCE(MAX(n), 0) FROM (@{[join ' UNION ALL ', @queries]}) AS m", $self->{source}) : 0;
}

sub commas ($number) {
    1 while $number =~ s/^(\d+)(\d{3})/$1,$2/;
    return $number;
}

# ---------------------------------------------------------------- statements

sub identifier ($name) { return '"' . $name =~ s/"/""/gr . '"' }

# What MySQL must send for COPY to take it. Own text for NULL where asked for.
sub expressions ($self, $table, $own_null = 0) {
    return join(', ', map {
        my $value = "`$_->{name}`";
        $value = "REPLACE(TO_BASE64($value), '\\n', '')" if $_->{nul};
        $value = "NULLIF($value, '')" if $_->{type} eq 'uuid' && $_->{nullable};
        $value = "CONCAT('\\\\x', HEX($value))" if $_->{type} eq 'bytea';
        $own_null && $_->{nullable} ? "IFNULL($value, '$null')" : $value;
    } $self->{columns}{$table}->@*);
}

# A record of CSV: NULL is nothing, what may hold a comma or a quote is quoted.
sub csv_record ($self, $table) {
    return "CONCAT_WS(',', " . join(', ', map {
        my $value = "`$_->{name}`";
        $value = "REPLACE(TO_BASE64($value), '\\n', '')" if $_->{nul};
        $value = "NULLIF($value, '')" if $_->{type} eq 'uuid' && $_->{nullable};
        $value = "CONCAT('\\\\x', HEX($value))" if $_->{type} eq 'bytea';
        $value = "CONCAT('\"', REPLACE($value, '\"', '\"\"'), '\"')" unless $_->{type} =~ /^(?:uuid|bool|int\d|float\d|numeric|date|timestamp|timestamptz|time|bytea)$/;
        $_->{nullable} ? "IFNULL($value, '')" : $value;
    } $self->{columns}{$table}->@*) . ')';
}

sub target_columns ($self, $table) {
    return identifier($table) . ' (' . join(', ', map { $_->{quoted} } $self->{columns}{$table}->@*) . ')';
}

# A foreign table of the types that mysql_fdw reads, and what brings its rows.
sub through_fdw ($self, $table) {
    my $columns = $self->{columns}{$table};
    my @types = map { $_->{type} eq 'bool' ? 'int' : $_->{type} =~ /^(?:uuid|jsonb?|enum)$/ ? 'text' : $_->{declared} } @$columns;
    my @values = map {
        my $value = $_->{type} eq 'uuid' ? "nullif($_->{quoted}, '')" : $_->{quoted};
        $_->{type} =~ /^(?:uuid|jsonb?|enum|bool)$/ ? "$value\::$_->{declared}" : $value;
    } @$columns;
    my $foreign = 'fdw.' . identifier($table);
    return ("CREATE FOREIGN TABLE $foreign (" . join(', ', map { "$columns->[$_]{quoted} $types[$_]" } 0 .. $#types)
          . ") SERVER fdw OPTIONS (dbname '$self->{source}', table_name '$table');\n",
        'INSERT INTO ' . $self->target_columns($table) . ' SELECT ' . join(', ', @values) . " FROM $foreign;\n");
}

1;
