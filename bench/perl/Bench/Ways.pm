package Bench::Ways;

# The ways to load a database, each a script of bash that is measured. The
# peers find empty tables without indexes and keys, which is not measured, and
# make these afterwards, which is; converge finds the rows of the last run,
# indexes and keys, and keeps these in place.

use v5.36;
use Bench::Database;
use Bench::Run;

# name, what it is called in the results, limit: not a way to load a database
my @ways = (
    [ converge => 'converge' ],
    [ pipe     => 'mysql --quick \| psql COPY' ],
    [ files    => 'INTO OUTFILE, then COPY' ],
    [ fdw      => 'mysql_fdw INSERT … SELECT' ],
    [ pgloader => 'pgloader (from MariaDB)' ],
    [ read     => 'bare read', 'limit' ],
    [ binary   => 'COPY FROM binary files', 'limit' ],
);
my %script = (converge => \&converge, pipe => \&pipe, files => \&files, fdw => \&fdw, pgloader => \&pgloader, read => \&bare_read, binary => \&binary);

sub names { return map { $_->[0] } @ways }
sub title ($way) { return (map { $_->[1] } grep { $_->[0] eq $way } @ways)[0] }
sub is_limit ($way) { return (map { $_->[2] } grep { $_->[0] eq $way } @ways)[0] }
sub loads_rows ($way) { return $way ne 'read' }

# Makes the script of a way; everything it needs that is not measured is done.
sub prepare ($way, $database, $mariadb) {
    $database->clear unless $way eq 'converge' || $way eq 'read';
    my $file = "$work/$database->{name}-$way";
    my $text = $script{$way}->($database, $file, $mariadb);
    $text .= psql_file($database, "$file-finish.sql", $database->{finish}) unless $way eq 'converge' || $way eq 'read';
    return write_file("$file.sh", "export MYSQL_PWD=reader PGTZ=UTC\n$text");
}

sub psql_file ($database, $file, $sql) {
    write_file($file, $sql);
    return "psql -Xqt -v ON_ERROR_STOP=1 -d $database->{target} -f $file >/dev/null\n";
}

# mysql and INTO OUTFILE leave carriage returns as they are, and COPY does not take them
sub copy_in ($database, $file, $table, $null) {
    write_file("$file-$table.copy", 'COPY ' . $database->target_columns($table) . " FROM STDIN WITH (NULL '$null')");
    return qq{sed 's/\\r/\\\\r/g' | psql -Xq -v ON_ERROR_STOP=1 -d $database->{target} -c "\$(<$file-$table.copy)"};
}

sub converge ($database, $file, $) {
    return psql_file($database, "$file.sql", "SELECT count(*) FROM converge_import('$database->{name}', existing => 'truncate');\n");
}

sub pipe ($database, $file, $) {
    my $text = '';
    for my $table ($database->{tables}->@*) {
        write_file("$file-$table.sql", 'SELECT ' . $database->expressions($table, 1) . " FROM `$table`;\n");
        $text .= "$ENV{MYSQL} --user=reader --quick -N -B --default-character-set=utf8mb4 --init-command=\"SET time_zone = '+00:00'\""
            . " $database->{source} < $file-$table.sql | " . copy_in($database, $file, $table, $null) . "\n";
    }
    return $text;
}

# The files lie where the server may write; what a run leaves goes first.
sub files ($database, $file, $) {
    my $folder = "$ENV{CONVERGE_STATE}/files/$database->{source}";
    run("rm -rf $folder && mkdir -m 777 $folder");
    my $text = "$ENV{MYSQL} --no-defaults --host=localhost --user=root --socket=$ENV{MYSQL_UNIX_SOCKET} --password= $database->{source} < $file.sql\n";
    write_file("$file.sql", join('', "SET time_zone = '+00:00';\n", map {
        'SELECT ' . $database->expressions($_) . " INTO OUTFILE '$folder/$_' CHARACTER SET utf8mb4 FROM `$_`;\n" } $database->{tables}->@*));
    $text .= "<$folder/$_ " . copy_in($database, $file, $_, '\N') . "\n" for $database->{tables}->@*;
    return "${text}rm -rf $folder\n";
}

sub fdw ($database, $file, $) {
    my ($create, $insert) = ('DROP SCHEMA fdw CASCADE; CREATE SCHEMA fdw;', '');
    for my $table ($database->{tables}->@*) {
        my ($foreign, $rows) = $database->through_fdw($table);
        $create .= $foreign;
        $insert .= $rows;
    }
    psql($database->{target}, "SET client_min_messages = warning; $create");
    return psql_file($database, "$file.sql", $insert);
}

# Rows alone: the tables of the target are there.
sub pgloader ($database, $file, $mariadb) {
    my $tables = join(', ', map { "'$_'" } $database->{tables}->@*);
    my $casts = join(', ', map { my $table = $_; map { "column $table.$_->{name} to uuid drop typemod using empty-string-to-null" }
        grep { $_->{type} eq 'uuid' && $_->{nullable} } $database->{columns}{$table}->@* } $database->{tables}->@*);
    $casts &&= "CAST $casts";
    write_file("$file.load", <<~LOAD);
        LOAD DATABASE
            FROM mysql://reader:reader\@127.0.0.1:$mariadb->{port}/$database->{source}
            INTO pgsql://postgres\@unix:$ENV{PGHOST}:$ENV{PGPORT}/$database->{target}
        WITH data only, create no tables, create no indexes, no foreign keys, no truncate, reset no sequences, quote identifiers
        $casts
        INCLUDING ONLY TABLE NAMES MATCHING $tables
        ALTER SCHEMA '$database->{source}' RENAME TO 'public';
        LOAD
    return "pgloader --on-error-stop --root-dir $work/pgloader $file.load >&2\n";
}

sub bare_read ($database, $file, $) {
    write_file("$file-$_.sql", 'SELECT ' . join(', ', map { "`$_->{name}`" } $database->{columns}{$_}->@*) . " FROM `$_`") for $database->{tables}->@*;
    return "$work/read 127.0.0.1 \$MYSQL_TCP_PORT reader reader $database->{source} "
        . join(' ', map { qq{"\$(<$file-$_.sql)"} } $database->{tables}->@*) . "\n";
}

# Files that save_binary has made.
sub binary ($database, $file, $) {
    return psql_file($database, "$file.sql", join('', map {
        'COPY ' . $database->target_columns($_) . " FROM '$work/binary-$database->{name}/$_' WITH (FORMAT binary);\n" } $database->{tables}->@*));
}

# From what stands in the target.
sub save_binary ($database) {
    my $folder = "$work/binary-$database->{name}";
    mkdir $folder;
    psql($database->{target}, join('', map {
        'COPY ' . $database->target_columns($_) . " TO '$folder/$_' WITH (FORMAT binary);\n" } $database->{tables}->@*));
}

1;
