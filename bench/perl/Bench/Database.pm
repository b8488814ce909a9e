package Bench::Database;

# A database to load: its source, its target, and the SQL that the ways need.

use v5.36;
use Bench::Run;
use Bench::SmallTables;
use Exporter 'import';
use List::Util 'max';

our @EXPORT = qw($null);

# Stands for NULL in the pipe, where mysql's NULL is like the text.
our $null = '~null~';

my %made = (
    tpch => sub ($scale) {
        return (title => "TPC-H, scale factor $scale", program('bench/tpch', $scale));
    },
    employees => sub ($scale) {
        return (title => "employees, scale $scale", program('bench/employees', $scale));
    },
    alkemio => sub ($scale) {
        run("test/data/generate --database alkemio --scale $scale --out $work/alkemio");
        return (title => "Alkemio sample, scale $scale", mysql => 'test/data/alkemio/mysql.sql',
            postgres => 'test/data/alkemio/postgres.sql', rules => 'demo/rules.sql', load => "$work/alkemio");
    },
    small => sub ($scale) {
        return (title => '1,000 tables of 10 rows', Bench::SmallTables::write("$work/small", 1000));
    },
);

sub names { return qw(tpch employees alkemio small) }

sub program ($directory, $scale) {
    my ($name) = $directory =~ m{([^/]+)$};
    run("gcc -O2 -o $work/generate-$name $directory/generate.c -lm && $work/generate-$name $scale $work/$name");
    return (mysql => "$directory/mysql.sql", postgres => "$directory/postgres.sql", load => "$work/$name");
}

# Generates the rows and makes source and target.
sub make ($class, $name, $scale) {
    my $self = bless { name => $name, source => "shapes_$name", target => "shapes_$name", $made{$name}->($scale) }, $class;
    $self->make_source;
    $self->make_target;
    $self->look;
    return $self;
}

sub make_source ($self) {
    my $client = "$ENV{MYSQL} --no-defaults --local-infile=1 --host=localhost --user=root --socket=$ENV{MYSQL_UNIX_SOCKET} $self->{source}";
    mysql("DROP DATABASE IF EXISTS $self->{source}; CREATE DATABASE $self->{source} CHARACTER SET utf8mb4");
    run("$client < $self->{mysql}");
    run("cd $self->{load} && $client < load.sql");
    mysql("ANALYZE TABLE `$_`", $self->{source})
        for split /\n/, mysql("SELECT table_name FROM information_schema.tables WHERE table_schema = '$self->{source}'");
}

# The same rows in MariaDB, in its own collation, as pgloader stumbles over
# columns in MySQL's.
sub copy_to ($self, $mariadb) {
    my $dump = "mysqldump --no-defaults --host=localhost --user=root --socket=$ENV{MYSQL_UNIX_SOCKET} --no-create-info --skip-triggers"
        . " --skip-add-locks --set-gtid-purged=OFF --no-tablespaces --hex-blob --default-character-set=utf8mb4 $self->{source}";
    $mariadb->sql("DROP DATABASE IF EXISTS $self->{source}; CREATE DATABASE $self->{source} CHARACTER SET utf8mb4");
    run("sed 's/COLLATE utf8mb4_0900_ai_ci//' $self->{mysql} | $mariadb->{client} $self->{source}");
    run("$dump | $mariadb->{client} --default-character-set=utf8mb4 $self->{source}");
    $mariadb->sql("ANALYZE TABLE `$_`", $self->{source}) for $self->{tables}->@*;
}

# The empty target with its keys and indexes.
sub make_target ($self) {
    run("dropdb --if-exists --force $self->{target} && createdb $self->{target}");
    psql($self->{target}, slurp($self->{postgres}));
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
        SELECT format('SELECT setval(%L, coalesce((SELECT max(%I) FROM %s), 1));', s.oid::regclass, attname, c.oid::regclass)
        FROM pg_depend d JOIN pg_class s ON s.oid = objid AND s.relkind = 'S' JOIN pg_class c ON c.oid = refobjid
        JOIN pg_attribute a ON attrelid = c.oid AND a.attnum = refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND deptype IN ('a', 'i') AND $mine ORDER BY 1;
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

# An empty target without indexes and keys, as the peers load fastest.
sub clear ($self) {
    psql($self->{target}, "SET client_min_messages = warning; $self->{drop}\nTRUNCATE " . join(', ', map { identifier($_) } $self->{tables}->@*) . ';');
}

sub rows ($self) {
    return psql($self->{target}, 'SELECT ' . join(' + ', map { '(SELECT count(*) FROM ' . identifier($_) . ')' } $self->{tables}->@*));
}

# What differs after a load, or ''.
sub difference ($self) {
    my $lines = psql($self->{target}, "SELECT concat_ws(' ', check_name, table_name || coalesce('.' || column_name, ''), detail)
        FROM converge_verify('$self->{name}', 'checksum') WHERE status IN ('different', 'failed')
            OR (status = 'not comparable' AND check_name = 'checksum') ORDER BY column_name IS NULL, 1");
    my @lines = split /\n/, $lines;
    push @lines, 'indexes or constraints are not as they were' if $self->around ne $self->{around};
    return @lines ? "$lines[0]" . (@lines > 1 ? sprintf ' and %d lines more', @lines - 1 : '') : '';
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
