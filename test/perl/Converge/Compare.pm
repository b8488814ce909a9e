package Converge::Compare;

# Is every value of the source in the target?  The source is read with MySQL's
# own client and the target with psql, both as canonical text: bytes and texts
# as hex digits, or as a SHA-256 where they are long; instants in UTC; numbers
# as digits.  Nothing of the extension is used.

use v5.36;
use Exporter 'import';
use B              ();
use JSON::PP       ();
use Math::BigFloat ();
use Test::More;

our @EXPORT = qw(compare_database compare_ok differences base64_expressions);

# Texts longer than this are compared by digest.
use constant LONG => 256;

# Compares all tables but those to skip, as one test a database.  Options:
#   skip         list of tables
#   schema       of the target, default public
#   tables       the only tables
#   views        compare views too
#   skip_columns table => list of columns
#   expressions  "table.column" => [ MySQL expression, PostgreSQL expression ]
# Returns the number of tables and rows compared.
sub compare_ok ($mysql, $source, $node, $target, $name, %options)
{
    my ($tables, $rows, @found) = compare_database($mysql, $source, $node, $target, %options);
    my @shown = splice(@found, 0, 20);
    ok(!@shown && $tables > 0, "$name: $rows rows of $tables tables are the same")
        or diag(join("\n", @shown, @found ? scalar(@found) . ' more' : ()));
    return ($tables, $rows);
}

# Tables, rows, and a line for each difference.
sub compare_database ($mysql, $source, $node, $target, %options)
{
    my $columns = source_columns($mysql, $source, $options{views});
    my $types   = target_types($node, $target, $options{schema} // 'public');
    my %skip    = map { $_ => 1 } @{ $options{skip} // [] };
    my %only    = map { $_ => 1 } @{ $options{tables} // [] };
    my ($ntables, $nrows, @found) = (0, 0);

    for my $table (sort keys %$columns)
    {
        next if $skip{$table} || (%only && !$only{$table});
        if (!$types->{$table})
        {
            push @found, "$table: not in the target";
            next;
        }
        my ($rows, @lines) = compare_table($mysql, $source, $node, $target, $table,
            $columns->{$table}, $types->{$table}, \%options);
        $ntables++;
        $nrows += $rows;
        push @found, @lines;
    }
    return ($ntables, $nrows, @found);
}

# Lines of differences only.
sub differences (@arguments)
{
    my (undef, undef, @found) = compare_database(@arguments);
    return @found;
}

# For the option expressions: columns, as "table.column", that the rule "nul"
# stores as base64 of their bytes.
sub base64_expressions (@columns)
{
    return map {
        my ($column) = /\.(.*)/;
        $_ => [
            "LOWER(SHA2(REPLACE(TO_BASE64(CONVERT(`$column` USING utf8mb4)), '\\n', ''), 256))",
            qq(encode(sha256(convert_to("$column", 'UTF8')), 'hex')) ]
    } @columns;
}

# ---------------------------------------------------------------- catalogs

# table => [ { name, type, key } ]
sub source_columns ($mysql, $database, $views)
{
    my %tables;
    my $kinds = $views ? "'BASE TABLE', 'SYSTEM VERSIONED', 'VIEW'" : "'BASE TABLE'";
    my $rows = $mysql->sql("SELECT c.table_name, c.column_name, c.data_type, c.column_key = 'PRI',
            c.column_type
        FROM information_schema.columns c
        JOIN information_schema.tables t ON t.table_schema = c.table_schema
            AND CAST(t.table_name AS BINARY) = CAST(c.table_name AS BINARY)
        WHERE c.table_schema = '$database' AND t.table_type IN ($kinds)
        ORDER BY c.table_name, c.ordinal_position");
    for (split /\n/, $rows)
    {
        my ($table, $name, $type, $key, $full) = split /\t/;
        push @{ $tables{$table} }, { name => $name, type => $type, key => $key, full => $full };
    }
    return \%tables;
}

# table => column => { type, null }
sub target_types ($node, $database, $schema)
{
    my %tables;
    my $rows = $node->safe_psql($database, "SELECT table_name, column_name,
            CASE data_type WHEN 'USER-DEFINED' THEN 'enum' ELSE data_type END, is_nullable
        FROM information_schema.columns WHERE table_schema = '$schema'");
    for (split /\n/, $rows)
    {
        my ($table, $name, $type, $null) = split /\|/;
        $tables{$table}{$name} = { type => $type, null => $null eq 'YES', schema => $schema };
    }
    return \%tables;
}

# ---------------------------------------------------------------- one table

sub compare_table ($mysql, $source, $node, $target, $table, $columns, $types, $options)
{
    my (@mine, @theirs, @shared, @found, $schema);

    my %skip = map { $_ => 1 } @{ $options->{skip_columns}{$table} // [] };
    for my $column (grep { !$skip{ $_->{name} } } @$columns)
    {
        my $type = $types->{ $column->{name} };
        if (!$type)
        {
            push @found, "$table.$column->{name}: not in the target";
            next;
        }
        $schema = $type->{schema};
        my ($mysql_expression, $pg_expression) =
          expressions($column, $type, $options->{expressions}{"$table.$column->{name}"});
        push @theirs, $mysql_expression;
        push @mine,   $pg_expression;
        push @shared, { %$column, target => $type->{type} };
    }

    my $from = open_command($mysql->client($source, '--quick', '-e',
        'SELECT ' . join(', ', @theirs) . ' FROM ' . mysql_name($table)));
    my $to = open_command('psql', '-XAtq', '-F', "\t", '-P', 'null=NULL',
        '-v', 'FETCH_COUNT=1000', '-d', $node->connstr($target), '-c',
        'SELECT ' . join(', ', @mine) . qq( FROM "$schema".) . pg_name($table));

    my @keys    = grep { $shared[$_]{key} } 0 .. $#shared;
    my $theirs  = read_rows($from, \@shared, \@keys);
    my $mine    = read_rows($to,   \@shared, \@keys);
    push @found, compare_rows($table, \@shared, $theirs, $mine);
    return (scalar keys %$theirs, @found);
}

sub open_command (@command)
{
    open(my $pipe, '-|', @command) or die "$command[0]: $!";
    return $pipe;
}

# Rows by their key; where there is none, by their values and a running number.
sub read_rows ($pipe, $columns, $keys)
{
    my (%rows, %copies);
    my @floats = grep { $columns->[$_]{type} =~ /^(float|double)$/ } 0 .. $#$columns;

    while (my $line = <$pipe>)
    {
        chomp $line;
        my @fields = split /\t/, $line, -1;
        $fields[$_] = plain_float($fields[$_]) for @floats;
        my $key = @$keys ? join(', ', @fields[@$keys]) : join("\t", @fields);
        $key .= ' #' . ++$copies{$key} if !@$keys || exists $rows{$key};
        $rows{$key} = \@fields;
    }
    close($pipe) or die "a command that reads rows failed: $?";
    return \%rows;
}

sub compare_rows ($table, $columns, $theirs, $mine)
{
    my @found;
    for my $key (sort keys %$theirs)
    {
        my $row = delete $mine->{$key};
        if (!$row)
        {
            push @found, "$table ($key): missing";
            next;
        }
        for my $i (0 .. $#$columns)
        {
            my ($source, $target) = ($theirs->{$key}[$i] // '?', $row->[$i] // '?');
            next if $source eq $target;
            next if $columns->[$i]{target} eq 'jsonb' && same_json($source, $target);
            push @found, "$table.$columns->[$i]{name} ($key): "
              . substr($source, 0, 200) . ' became ' . substr($target, 0, 200);
        }
    }
    push @found, "$table ($_): not in the source" for sort keys %$mine;
    return @found;
}

# ---------------------------------------------------------------- values

# What to select of a column on both sides.
sub expressions ($column, $type, $given)
{
    my $c = mysql_name($column->{name});
    my $t = pg_name($column->{name});

    return @$given if $given;
    return (mysql_json($c), pg_json("$t\::text")) if $column->{type} eq 'json';
    if ($type->{type} eq 'uuid')
    {
        return ($type->{null} ? "NULLIF(LOWER($c), '')" : "LOWER($c)", "$t\::text");
    }
    if ($type->{type} =~ /^jsonb?$/)
    {
        return ("HEX(CONVERT($c USING utf8mb4))", pg_json("$t\::text"));
    }
    return ("$c + 0", "$t\::int::text") if $type->{type} eq 'boolean';
    return ("$c + 0", "$t\::text") if $column->{type} =~ /^(tiny|small|medium|big)?int$|^year$/;
    return ("CAST($c AS CHAR)", "$t\::text") if $column->{type} eq 'decimal';
    return ("$c + 0e0", "$t\::float8::text") if $column->{type} =~ /^(float|double)$/;
    if ($column->{type} eq 'bit')
    {
        my ($bits) = $column->{full} =~ /\((\d+)\)/;
        return ("LPAD(BIN($c + 0), $bits, '0')", "$t\::text");
    }
    return ("DATE_FORMAT($c, '%Y-%m-%d')", "to_char($t, 'YYYY-MM-DD')") if $column->{type} eq 'date';
    if ($column->{type} =~ /^(datetime|timestamp)$/)
    {
        my $utc = $type->{type} =~ /with time zone/ ? "$t AT TIME ZONE 'UTC'" : $t;
        return ("DATE_FORMAT($c, '%Y-%m-%d %H:%i:%s.%f')", "to_char($utc, 'YYYY-MM-DD HH24:MI:SS.US')");
    }
    if ($column->{type} eq 'time')
    {
        return ("ROUND(IF($c < 0, -1, 1) * (HOUR($c) * 3600000000 + MINUTE($c) * 60000000
            + SECOND($c) * 1000000 + MICROSECOND($c)))",
            "round(extract(epoch FROM $t) * 1000000)::bigint::text");
    }
    return (mysql_bytes($c), pg_bytes($t)) if $type->{type} eq 'bytea';
    return (mysql_bytes("CONVERT($c USING utf8mb4)"),
        pg_bytes("convert_to($t\::text, 'UTF8')")) if $type->{type} ne 'ARRAY';
    return (mysql_bytes("CONVERT($c USING utf8mb4)"),
        pg_bytes("convert_to(array_to_string($t, ','), 'UTF8')"));
}

sub mysql_name ($name)
{
    return '`' . $name =~ s/`/``/gr . '`';
}

sub pg_name ($name)
{
    return '"' . $name =~ s/"/""/gr . '"';
}

sub mysql_bytes ($value)
{
    return "IF(LENGTH($value) > @{[LONG]}, LOWER(SHA2($value, 256)), HEX($value))";
}

sub pg_bytes ($value)
{
    return "CASE WHEN octet_length($value) > @{[LONG]} THEN encode(sha256($value), 'hex')
        ELSE upper(encode($value, 'hex')) END";
}

# JSON always in full: it may be the same and not look it.
sub mysql_json ($value)
{
    return "HEX(CAST($value AS CHAR CHARACTER SET utf8mb4))";
}

sub pg_json ($value)
{
    return "upper(encode(convert_to($value, 'UTF8'), 'hex'))";
}

sub plain_float ($text)
{
    return $text eq 'NULL' ? $text : sprintf('%.17g', $text) =~ s/^-0$/0/r;
}

# Equal as JSON: MySQL and jsonb print numbers in forms of their own.
sub same_json ($first, $second)
{
    return 0 if $first eq 'NULL' || $second eq 'NULL';
    state $json = JSON::PP->new->utf8->allow_nonref->allow_bignum->canonical;
    my ($one, $two) = map { eval { canonical_json($json->decode(pack('H*', $_))) } } $first, $second;
    return defined $one && defined $two && $one eq $two;
}

sub canonical_json ($value)
{
    state $json = JSON::PP->new->allow_nonref->ascii;
    return 'null' unless defined $value;
    return '[' . join(',', map { canonical_json($_) } @$value) . ']' if ref $value eq 'ARRAY';
    return '{' . join(',', map { $json->encode($_) . ':' . canonical_json($value->{$_}) }
        sort keys %$value) . '}' if ref $value eq 'HASH';
    return $value ? 'true' : 'false' if JSON::PP::is_bool($value);
    return '#' . $value->copy->bnorm->bsstr if ref($value) =~ /^Math::Big/;
    return plain_number($value) if is_number($value);
    return $json->encode($value);
}

sub is_number ($value)
{
    my $flags = B::svref_2object(\$value)->FLAGS;
    return $flags & (B::SVp_IOK() | B::SVp_NOK()) && !($flags & B::SVp_POK());
}

sub plain_number ($value)
{
    return '#' . Math::BigFloat->new($value)->bnorm->bsstr;
}

1;
