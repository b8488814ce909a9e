package Sample::Poison;

# Values that MySQL holds and the PostgreSQL target must refuse, one kind at
# a time: statements that change rows of the normal data.

use v5.36;
use Sample::Kratos ();
use Sample::Random;

# Kind, table, column, row by its number in the table, what stands there; the
# new value as SQL, undef for an id that nobody has. Kinds without one add a
# row instead: see _insert.
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

# One line a kind: the kind, table.column, id of the row, what stands there.
sub describe ($database) {
    return map {
        my ($kind, $table, $column, $n, $what) = @$_;
        join("\t", $kind, "$table.$column", _id($table, $n), $what) . "\n"
    } @{ $Kind{$database} // [] };
}

# The statements of one kind, or of all. They leave every other column as it
# was: updatedDate does not follow.
sub statements ($database, $wanted) {
    my @kind = grep { $wanted eq 'all' || $_->[0] eq $wanted } @{ $Kind{$database} // [] };
    die "--poisoned $wanted: no such kind for $database; try --poisoned list\n" unless @kind;
    return join '', "\nSET FOREIGN_KEY_CHECKS = 0;\nSET sql_mode = 'ALLOW_INVALID_DATES';\n",
        (map { "-- $_->[0]\n" . _statement(@$_) } @kind),
        "SET sql_mode = DEFAULT;\nSET FOREIGN_KEY_CHECKS = 1;\n";
}

sub _id ($table, $n) { $table eq 'networks' ? Sample::Kratos::network() : id_of($table, $n) }

sub _statement ($kind, $table, $column, $n, $what, @value) {
    my $id = _id($table, $n);
    return _insert($table, $id, $kind) unless @value;
    my $value = $value[0] // "'" . uuid('nothing', $n) . "'";
    my $kept = $table =~ /^(?:identit|session|networks)/ ? '' : ', `updatedDate` = `updatedDate`';
    return "UPDATE `$table` SET `$column` = $value$kept WHERE `id` = '$id';\n";
}

# A second row with what the first has, but for the id and what is unique in
# MySQL.
sub _insert ($table, $id, $kind) {
    my %same = (
        agent => '`createdDate`, `updatedDate`, `version`',
        identity_recovery_addresses => '`via`, `identity_id`, `created_at`, `updated_at`, `nid`',
        session_devices => '`ip_address`, `user_agent`, `session_id`, `nid`, `created_at`,'
            . ' `updated_at`, `identity_id`',
    );
    my $new = $kind eq 'duplicate-uuid' ? $id =~ tr/-//dr : uuid('nothing', 1);
    my ($column, $value) = $table eq 'identity_recovery_addresses'
        ? ('`value`, ', "CONCAT('x', `value`), ") : ('', '');
    return "INSERT INTO `$table` (`id`, $column$same{$table})\n"
        . "    SELECT '$new', $value$same{$table}\n"
        . "    FROM `$table` WHERE `id` = '$id';\n";
}

1;
