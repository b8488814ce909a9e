package Sample::Poison;

# Values that MySQL holds and the PostgreSQL target must refuse, or that should
# be known before an import, one kind at a time: statements that change rows of
# the normal data, and what converge_preflight must find afterwards.

use v5.36;
use Sample::Kratos ();
use Sample::Random;

# Kind, table, column, row by its number in the table, or several, what stands
# there; the new value as SQL, undef for an id that nobody has; what the table
# must be altered for it. Kinds without a value add a row instead: see _insert.
my $Zero = '0000-00-00 00:00:00';
my %Kind = (
    alkemio => [
        ['nul-in-text', 'profile', 'description', 50, 'NUL between letters', q{'before\0after'}],
        ['nul-in-varchar', 'location', 'city', 50, 'NUL at the end', q{'Utrecht\0'}],
        ['empty-uuid-not-null', 'activity', 'triggeredBy', 8, "''", "''"],
        ['bad-uuid', 'vc_interaction', 'virtualContributorID', 8, "a virtual contributor's nameID",
            '(SELECT `nameID` FROM `virtual_contributor` ORDER BY `rowId` LIMIT 1)'],
        ['duplicate-uuid', 'agent', 'id', 8, 'a second row: the same uuid without dashes'],
        ['zero-date', 'callout', 'publishedDate', 8, $Zero, "'$Zero'"],
        ['zero-date-not-null', 'calendar_event', 'startDate', 8, $Zero, "'$Zero'"],
        ['partial-date', 'credential', 'expires', 8, '2023-11-00 00:00:00', "'2023-11-00 00:00:00'"],
        ['invalid-date', 'in_app_notification', 'triggeredAt', 8, '2023-02-31 10:00:00',
            "'2023-02-31 10:00:00'"],
        ['bad-boolean', 'callout', 'isTemplate', 9, '2', '2'],
        ['bad-enum', 'profile', 'type', 51, "'' (index 0)", "''"],
        ['orphan', 'tagset', 'profileId', 11, 'a uuid that no profile has', undef],
        ['orphan-self-reference', 'authorization_policy', 'parentAuthorizationPolicyId', 11,
            'a uuid that no policy has', undef],
        ['null-in-not-null', 'virtual_contributor', 'platformSettings', 8, 'NULL', 'NULL'],
        ['too-long', 'nvp', 'name', [3, 9], '513 characters, in a varchar(600)', "REPEAT('x', 513)",
            'MODIFY `name` varchar(600) NOT NULL'],
        ['number-range', 'visual', 'minWidth', [21 .. 23], '2147483648, in a bigint', '2147483648',
            'MODIFY `minWidth` bigint NOT NULL'],
        ['decimal-digits', 'license_plan', 'pricePerMonth', 8, '9.999, in a decimal(12,4)', '9.999',
            'MODIFY `pricePerMonth` decimal(12,4)'],
        ['bad-json', 'platform', 'settings', 1, 'JSON without its end, in a longtext', q('{"a": '),
            'MODIFY `settings` longtext NOT NULL'],
        ['duplicate-text', 'user', 'email', [5 .. 7], 'the same in three rows', "'same\@example.org'",
            'DROP INDEX `IDX_e12875dfb3b1d92d7d7c5377e2`'],
        ['orphan-many', 'reference', 'profileId', [5 .. 7], 'uuids that no profile has', undef],
        ['double-encoded', 'nvp', 'value', [5, 6], "'\xC3\x83\xC2\xA9' for '\xC3\xA9'",
            "CONVERT(X'436166C383C2A9' USING utf8mb4)"],
        ['counter-near-end', 'space', 'rowId', [], 'AUTO_INCREMENT = 2147483000', undef,
            'AUTO_INCREMENT = 2147483000'],
    ],
    kratos => [
        ['nul-in-varchar', 'session_devices', 'user_agent', 50, 'NUL between letters',
            q{'before\0after'}],
        ['nul-in-jsonb', 'identities', 'traits', 50, '\u0000 in a string',
            q{'{"email": "a\\\\u0000b@example.org"}'}],
        ['empty-uuid-not-null', 'identity_recovery_addresses', 'id', 50, "''", "''"],
        ['bad-uuid', 'identities', 'organization_id', 51, 'acme', "'acme'"],
        ['duplicate-uuid', 'identity_recovery_addresses', 'id', 51,
            'a second row: the same uuid without dashes'],
        ['duplicate-key', 'session_devices', 'unique_session_device', 51,
            'a second row: session, address and agent the same'],
        ['zero-date', 'sessions', 'expires_at', 50, $Zero, "'$Zero'"],
        ['zero-timestamp', 'networks', 'updated_at', 1, "$Zero as a TIMESTAMP", "'$Zero'"],
        ['partial-date', 'identities', 'state_changed_at', 52, '2023-11-00 00:00:00',
            "'2023-11-00 00:00:00'"],
        ['invalid-date', 'identity_verifiable_addresses', 'verified_at', 50, '2023-02-31 10:00:00',
            "'2023-02-31 10:00:00'"],
        ['bad-boolean', 'identity_verifiable_addresses', 'verified', 51, '2', '2'],
        ['orphan', 'sessions', 'identity_id', 51, 'a uuid that no identity has', undef],
        ['null-in-not-null', 'identity_credential_identifiers', 'identifier', 50, 'NULL', 'NULL'],
    ],
);

# What converge_preflight calls it.
my %Code = (
    'nul-in-text' => 'NUL_BYTE', 'nul-in-varchar' => 'NUL_BYTE', 'nul-in-jsonb' => 'JSON_NUL',
    'empty-uuid-not-null' => 'EMPTY_STRING', 'bad-uuid' => 'INVALID_UUID',
    'duplicate-uuid' => 'DUPLICATE_KEY', 'duplicate-key' => 'DUPLICATE_KEY',
    'duplicate-text' => 'DUPLICATE_KEY',
    'zero-date' => 'ZERO_DATE', 'zero-date-not-null' => 'ZERO_DATE', 'zero-timestamp' => 'ZERO_DATE',
    'partial-date' => 'ZERO_DATE', 'invalid-date' => 'INVALID_DATE', 'bad-boolean' => 'BOOLEAN_VALUE',
    'bad-enum' => 'ENUM_EMPTY', 'bad-json' => 'INVALID_JSON', 'null-in-not-null' => 'NULL_VALUE',
    'too-long' => 'TEXT_LENGTH', 'number-range' => 'NUMBER_RANGE',
    'decimal-digits' => 'DECIMAL_DIGITS', 'orphan' => 'ORPHAN', 'orphan-self-reference' => 'ORPHAN',
    'orphan-many' => 'ORPHAN', 'double-encoded' => 'DOUBLE_ENCODED',
    'counter-near-end' => 'SEQUENCE_NEAR_END',
);
my %Warning = map { $_ => 1 } qw(double-encoded counter-near-end);

# One line a kind: the kind, table.column, id of the first row, what stands
# there, error or warning.
sub describe ($database) {
    return map {
        my ($kind, $table, $column, $n, $what) = @$_;
        join("\t", $kind, "$table.$column", (_ids($table, $n))[0] // '', $what, _severity($kind)) . "\n"
    } @{ $Kind{$database} // [] };
}

# What a preflight must find, a line each: severity, code, table, column, rows,
# id of the first. Of equal keys the first row is none too many.
sub findings ($database, $wanted) {
    return join '', map {
        my ($kind, $table, $column, $n) = @$_;
        my @id = $kind =~ /^duplicate-(?:uuid|key)/ ? _new_id($kind, _id($table, $n)) : _ids($table, $n);
        shift @id if $kind eq 'duplicate-text';
        join("\t", _severity($kind), $Code{$kind}, $table, $column, scalar(@id) || '', $id[0] // '') . "\n"
    } _kinds($database, $wanted);
}

# The statements of one kind, or of all. They leave every other column as it
# was: updatedDate does not follow.
sub statements ($database, $wanted) {
    return join '', "\nSET FOREIGN_KEY_CHECKS = 0;\nSET sql_mode = 'ALLOW_INVALID_DATES';\n",
        (map { "-- $_->[0]\n" . _statement(@$_) } _kinds($database, $wanted)),
        "SET sql_mode = DEFAULT;\nSET FOREIGN_KEY_CHECKS = 1;\n";
}

# Kinds by a name, several divided by commas, or all.
sub _kinds ($database, $wanted) {
    my %wanted = map { $_ => 1 } split /,/, $wanted;
    my @kind = grep { $wanted{all} || delete $wanted{$_->[0]} } @{ $Kind{$database} // [] };
    delete $wanted{all};
    die "--poisoned $_: no such kind for $database; try --poisoned list\n" for sort keys %wanted;
    return @kind;
}

sub _severity ($kind) { $Warning{$kind} ? 'warning' : 'error' }

# In the order of the primary key.
sub _ids ($table, $n) { sort { lc $a cmp lc $b } map { _id($table, $_) } ref $n ? @$n : $n }

sub _id ($table, $n) { $table eq 'networks' ? Sample::Kratos::network() : id_of($table, $n) }

sub _statement ($kind, $table, $column, $n, $what, @value) {
    return _insert($table, _id($table, $n), $kind) unless @value;
    my ($value, $alter) = @value;
    my $kept = $table =~ /^(?:identit|session|networks)/ ? '' : ', `updatedDate` = `updatedDate`';
    return join '', ($alter ? "ALTER TABLE `$table` $alter;\n" : ''), map {
        my $new = $value // "'" . uuid('nothing', $_) . "'";
        "UPDATE `$table` SET `$column` = $new$kept WHERE `id` = '" . _id($table, $_) . "';\n"
    } ref $n ? @$n : $n;
}

sub _new_id ($kind, $id) { $kind eq 'duplicate-uuid' ? $id =~ tr/-//dr : uuid('nothing', 1) }

# A second row with what the first has, but for the id and what is unique in
# MySQL.
sub _insert ($table, $id, $kind) {
    my %same = (
        agent => '`createdDate`, `updatedDate`, `version`',
        identity_recovery_addresses => '`via`, `identity_id`, `created_at`, `updated_at`, `nid`',
        session_devices => '`ip_address`, `user_agent`, `session_id`, `nid`, `created_at`,'
            . ' `updated_at`, `identity_id`',
    );
    my $new = _new_id($kind, $id);
    my ($column, $value) = $table eq 'identity_recovery_addresses'
        ? ('`value`, ', "CONCAT('x', `value`), ") : ('', '');
    return "INSERT INTO `$table` (`id`, $column$same{$table})\n"
        . "    SELECT '$new', $value$same{$table}\n"
        . "    FROM `$table` WHERE `id` = '$id';\n";
}

1;
