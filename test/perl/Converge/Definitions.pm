package Converge::Definitions;

# What stands in a schema, a line an object, read from PostgreSQL's catalogs
# alone.  Two schemas that mean the same give the same lines: names that the
# definitions do not need (of indexes, of types, of checks made for a type) are
# left out, an enum is the list of its labels, a collation what it does.

use v5.36;
use Exporter 'import';
use Test::More;

our @EXPORT = qw(definitions same_definitions_ok differing);

my %QUERIES = (
    relations => <<'SQL',
SELECT CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END || c.relname
    || CASE WHEN c.relkind = 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(c.oid) ELSE '' END
    || CASE WHEN c.relispartition THEN ' of ' || (SELECT p.relname FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid)
        || ' ' || pg_get_expr(c.relpartbound, c.oid) ELSE '' END
    || CASE WHEN c.relkind = 'S' THEN format(' %s from %s to %s start %s increment %s cache %s cycle %s',
        s.data_type, s.min_value, s.max_value, s.start_value, s.increment_by, s.cache_size, s.cycle) ELSE '' END
    || coalesce(' comment ' || quote_literal(obj_description(c.oid, 'pg_class')), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_sequences s ON s.schemaname = n.nspname AND s.sequencename = c.relname
WHERE n.nspname = :schema AND c.relkind IN ('r', 'p', 'v', 'S', 'm', 'f')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND c.relkind = 'S' AND d.deptype = 'i')
SQL

    # a view's column is its name: types are compared by what it returns
    columns => <<'SQL',
SELECT CASE WHEN c.relkind = 'v' THEN format('view column %s.%s #%s', c.relname, a.attname, a.attnum) ELSE
    format('column %s.%s ', c.relname, a.attname)
    || CASE t.typtype
        WHEN 'e' THEN 'enum(' || (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) || ')'
        ELSE format_type(a.atttypid, a.atttypmod) END
    || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
    || CASE a.attidentity WHEN 'd' THEN ' identity by default' WHEN 'a' THEN ' identity always' ELSE '' END
    || CASE WHEN a.attgenerated <> '' THEN ' generated ' ELSE ' default ' END || coalesce(pg_get_expr(d.adbin, d.adrelid), 'none')
    || CASE WHEN a.attcollation <> t.typcollation THEN CASE WHEN k.collisdeterministic THEN format(' collation %s %s', k.collprovider, k.colllocale) ELSE ' nondeterministic' END ELSE '' END
    || coalesce(' comment ' || quote_literal(col_description(c.oid, a.attnum)), '') END
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN pg_collation k ON k.oid = a.attcollation
WHERE c.relnamespace = :schema::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
SQL

    constraints => <<'SQL',
SELECT CASE k.contype WHEN 'f' THEN format('foreign key %s on %s: ', k.conname, c.relname) WHEN 'x' THEN format('exclusion on %s: ', c.relname)
        ELSE format('check on %s: ', c.relname) END
    || pg_get_constraintdef(k.oid, true) || CASE WHEN k.convalidated THEN '' ELSE ' not validated' END
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relnamespace = :schema::regnamespace AND k.contype IN ('c', 'f', 'x') AND NOT c.relispartition AND k.conparentid = 0
SQL

    # where NULLs stand is PostgreSQL's order for each direction, or said
    indexes => <<'SQL',
SELECT format('index on %s: %s%s (', c.relname, CASE WHEN x.indisprimary THEN 'primary ' WHEN x.indisunique THEN 'unique ' ELSE '' END, am.amname)
    || (SELECT string_agg(pg_get_indexdef(i.oid, n, true)
            || CASE WHEN o.opcdefault THEN '' ELSE ' ' || o.opcname END
            || CASE x.indoption[n - 1] & 3 WHEN 0 THEN '' WHEN 3 THEN ' DESC' WHEN 1 THEN ' DESC NULLS LAST' ELSE ' NULLS FIRST' END,
            ', ' ORDER BY n)
        FROM generate_series(1, x.indnkeyatts) n JOIN pg_opclass o ON o.oid = x.indclass[n - 1]) || ')'
    || coalesce(' where ' || pg_get_expr(x.indpred, x.indrelid, true), '')
    || CASE WHEN x.indisvalid THEN '' ELSE ' invalid' END
    || coalesce(' comment ' || quote_literal(obj_description(i.oid, 'pg_class')), '')
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid JOIN pg_am am ON am.oid = i.relam
WHERE c.relnamespace = :schema::regnamespace AND NOT c.relispartition
SQL
);

# Lines, sorted.
sub definitions ($node, $database, $schema)
{
    my @lines;
    for my $kind (sort keys %QUERIES)
    {
        my $query = $QUERIES{$kind} =~ s/:schema/'$schema'/gr;
        my $text  = $node->safe_psql($database, "SET search_path = \"$schema\"; SELECT string_agg(replace(line, E'\\n', '\\n'), E'\\n' ORDER BY line COLLATE \"C\")
            FROM ($query) AS found (line)");
        push @lines, split /\n/, $text;
    }
    return sort @lines;
}

# The schema of that name is in both databases and means the same.
sub same_definitions_ok ($node, $database, $expected, $schema, $name)
{
    my @got   = definitions($node, $database, $schema);
    my @want  = definitions($node, $expected, $schema);
    my @other = differing(\@want, \@got);
    return ok(@want && !@other, "$name: " . scalar(@want) . ' definitions') || diag(join("\n", @other));
}

# Lines that are on one side only.
sub differing ($want, $got)
{
    my (%left, @missing);
    $left{$_}++ for @$got;
    $left{$_} ? $left{$_}-- : push @missing, $_ for @$want;
    my @extra = map { ($_) x $left{$_} } sort keys %left;
    return ((map { "expected: $_" } @missing), map { "got:      $_" } @extra);
}

1;
