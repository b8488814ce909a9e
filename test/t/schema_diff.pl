# converge_schema_diff on real schemas: what Alkemio's and Kratos' own
# migrations made differently for the two products, all of it and nothing
# else; and one change of the target is one row more.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $mysql = Converge::MySQL->shared('schema_diff');
my $node  = start_cluster('schema_diff');

for my $name (qw(alkemio kratos))
{
    $mysql->make_database("tap_diff_$name", slurp_file("$ENV{CONVERGE_CHECKOUT}/test/data/$name/mysql.sql"));
    make_target($node, $name, "test/data/$name/postgres.sql");
    foreign_server($node, $name, $name, $mysql, dbname => "tap_diff_$name");
}

# ---------------------------------------------------------------- Alkemio

my $lifted = 'limit of 255 characters lifted';
my $gone   = 'missing at the target';

# indexes that MySQL made for foreign keys, and the target's migrations did not
my @indexes = qw(
    ai_persona.FK_7460caf8dad74c0a302af76b1d5 application.FK_8fb220ad1ac1f9c86ec39d134e4
    application.FK_b4ae3fea4a24b4be1a86dacf8a2 authorization_policy.FK_24b8950effd9ba78caa48ba76df
    calendar_event.FK_80ab7835e1749581a27462eb87f callout.FK_08d3fa19eb35058446dafa99192
    callout_contribution.FK_7370de8eb79ed00b0d403f2299a conversation.FK_9604668892b53a75690fb92ec25
    credential.FK_dbe0929355f82e5995f0b7fd5e2 discussion.FK_0de78853c1ee793f61bda7eff79
    document.FK_851e50ec4be7c62a1f9b9a430bf in_app_notification.FK_3a71f82d91a3809bd652cd80f1f
    in_app_notification.FK_439dd686c1912533c380b783f0b in_app_notification.FK_60085ab32808bc5f628fe3ca587
    in_app_notification.FK_618449b41643adab8598b80e1b2 in_app_notification.FK_6df3d947b625cf6bd2ed856f632
    in_app_notification.FK_75c3fa6ba71954e8586bfdbe725 in_app_notification.FK_8bf8b7bba9aab93abcaa4238820
    in_app_notification.FK_a84dd5170304562dbd58b37521e in_app_notification.FK_b2f1dc00232220031a6921da1b9
    in_app_notification.FK_b8fe43c84d0f765bba5f6bd054d in_app_notification.FK_c9c5d92154e4300bad54b7bbcc7
    in_app_notification.FK_d298041d567d984ed6c0667c814 in_app_notification.FK_e4b8c5447b138bd2ce749274ae3
    innovation_flow_state.FK_73db98435e680e2a2dada61e815 innovation_hub.FK_156fd30246eb151b9d17716abf5
    innovation_pack.FK_51014590f9644e6ff9e0536f40f invitation.FK_6a3b86c6db10582baae7058f5b9
    license_entitlement.FK_badab780c9f3e196d98ab324686 license_plan.FK_9f99adf29316d6aa1d0e8ecae54
    platform_invitation.FK_562dce4a08bb214f08107b3631e reference.FK_2f46c698fc4c19a8cc233c5f255
    role.FK_66d695b73839e9b66ff1350d34f role_set.FK_86acc254af20d20c9d87c3503d5
    space.FK_6bdeffaf6ea6159b4672a2aed70 space.FK_ef1ff4ac7f613cc0677e2295b30
    storage_aggregator.FK_b80c28f5335ab5442f63c644d94 storage_bucket.FK_11d0ed50a26da5513f7e4347847
    tagset.FK_391d124a58a845b85a047acc9d3 tagset.FK_644155610ddc40dc4e19781c8f0
    tagset.FK_81fc213b2d9ad0cddeab1a9ce64 tagset_template.FK_96f23f044acf305c1699e0319d2
    template.FK_c7f54e6269c013d9c273f025edd template_content_space.FK_9e2017ee8cfa420bcac748b85db
    template_default.FK_c1135fa45c07ba625e1db9f93bd user_group.FK_694ebec955a90e999d9926b7da8
    user_group.FK_9fcc131f256e969d773327f07cb vc_interaction.FK_d6f78c95ff41cdd30e505a4ebbb
    virtual_contributor.FK_7a962c9b04b0d197bc3c93262a7 visual.FK_1104f3ef8497ca40d99b9f46b87);
my @limits = qw(
    communication.displayName innovation_hub.type migrations_typeorm.name organization.communicationID
    organization.contactEmail organization.domain organization.legalEntityName organization.website
    query-result-cache.identifier reference.name room.displayName room.externalRoomID
    user.communicationID virtual_contributor.communicationID visual.name);
my @alkemio = sort(
    (map { "warning|index|$_|$gone" } @indexes),
    (map { "warning|column|$_|$lifted" } @limits),
    'warning|column|virtual_contributor.platformSettings|NOT NULL at the target: rows with NULL stop an import');

is(@indexes, 50, 'indexes expected');
is(@limits, 15, 'limits expected');
is_deeply([ found('alkemio', "severity <> 'info'") ], \@alkemio, 'Alkemio: errors and warnings');

is($node->safe_psql('alkemio', q(
    SELECT object_type, split_part(difference, ':', 1), count(*), count(DISTINCT split_part(object, '.', 1))
    FROM converge_schema_diff('alkemio') WHERE severity = 'info' GROUP BY 1, 2 ORDER BY 1, 2)),
    join("\n",
        'column|ON UPDATE, which the target has no trigger for|74|74',
        'column|default at the target alone|74|74',
        'database|triggers, routines and events cannot be compared|1|1',
        'unique key|ignores case at the source, not at the target|6|4'),
    'Alkemio: what is told besides');
is($node->safe_psql('alkemio', q(
    SELECT string_agg(DISTINCT target_definition, ', ') FROM converge_schema_diff('alkemio')
    WHERE difference = 'default at the target alone')),
    'uuid NOT NULL DEFAULT public.uuid_generate_v4()', 'Alkemio: the one default that the target adds');

# ---------------------------------------------------------------- Kratos

is_deeply([ found('kratos', "object_type <> 'database' AND difference NOT LIKE 'ignores case%'") ], [ sort
    'info|unique key|identities.identities_nid_external_id_idx|leaves rows with NULL out at the target',
    'warning|column|identity_credential_identifiers.identifier|NOT NULL at the target: rows with NULL stop an import',
    'warning|column|networks.created_at|an instant becomes a date and time without zone',
    'warning|column|networks.updated_at|an instant becomes a date and time without zone',
    "warning|index|identity_credential_identifiers.identity_credential_identifiers_type_id_fk_idx|$gone",
    "warning|index|identity_credentials.identity_credential_type_id|$gone",
    "warning|index|identity_credentials.identity_credentials_nid_idx|$gone",
    'warning|unique key|session_devices.unique_session_device|only at the target: rows that collide stop an import'
    ], 'Kratos: all but letter case');
is_deeply([ found('kratos', "difference LIKE 'ignores case%'") ], [ sort
    map { "info|unique key|$_->[0]|ignores case at the source, not at the target: $_->[1]" }
    [ 'identities.identities_nid_external_id_idx', '"external_id"' ],
    [ 'identity_credential_types.identity_credential_types_name_idx', '"name"' ],
    [ 'identity_recovery_addresses.identity_recovery_addresses_status_via_uq_idx', '"via", "value"' ],
    [ 'identity_verifiable_addresses.identity_verifiable_addresses_status_via_uq_idx', '"via", "value"' ],
    [ 'sessions.sessions_logout_token_uq_idx', '"logout_token"' ],
    [ 'sessions.sessions_token_uq_idx', '"token"' ]
    ], 'Kratos: keys that ignore case, but not that of the column utf8mb4_bin');

# ---------------------------------------------------------------- one change, one row

one_more('ALTER TABLE activity ALTER description TYPE varchar(500)',
    'warning|column|activity.description|limit lowered from 512 to 500 characters: longer values stop an import');
one_more('ALTER TABLE activity ALTER "rowId" DROP DEFAULT',
    'warning|column|activity.rowId|AUTO_INCREMENT, which the target does not have');
one_more('ALTER TABLE activity ALTER "createdDate" DROP DEFAULT',
    'warning|column|activity.createdDate|default at the source alone');
one_more('ALTER TABLE callout_contribution ALTER type SET DEFAULT $$Post$$',
    'warning|column|callout_contribution.type|another default');
one_more('ALTER TABLE license_plan ALTER enabled SET DEFAULT false',
    'warning|column|license_plan.enabled|another default');
one_more('ALTER TABLE activity ALTER "triggeredBy" DROP NOT NULL',
    'warning|column|activity.triggeredBy|accepts NULL at the target');
one_more(q(ALTER TYPE profile_type_enum RENAME VALUE 'memo' TO 'Memo'),
    'warning|column|profile.type|labels missing: "memo"; values of them stop an import; labels added: "Memo"');
one_more('ALTER TABLE account ADD note text', 'info|column|account.note|only at the target');
one_more('ALTER TABLE account DROP type', 'error|column|account.type|the target has no such column');
one_more('ALTER TABLE account DROP CONSTRAINT "REL_833582df0c439ab8c9adc5240d"',
    "warning|unique key|account.REL_833582df0c439ab8c9adc5240d|$gone");
one_more('CREATE UNIQUE INDEX ON activity ("messageID")',
    'warning|unique key|activity.activity_messageID_idx|only at the target: rows that collide stop an import');
one_more('CREATE INDEX ON activity ("messageID")',
    'info|index|activity.activity_messageID_idx|only at the target');
one_more('ALTER TABLE activity ADD CHECK (version > 0)',
    'warning|check|activity.activity_version_check|only at the target, or in other words: rows that break it stop an import');
one_more('CREATE TABLE stray (id int)', 'warning|table|stray|only at the target: no rows go into it');
one_more('DROP TABLE activity',
    'error|table|activity|there is no relation "activity" in target schema "public"');

# names and order of what is below a table mean nothing
is_deeply([ changed('ALTER INDEX "REL_833582df0c439ab8c9adc5240d" RENAME TO other;
    ALTER TABLE account RENAME CONSTRAINT "REL_950221e932175dc7cf7c006488" TO another') ], [], 'other names');

# and what was missing can be added
is_deeply([ gone_after('CREATE INDEX any_name ON visual ("profileId")') ],
    [ "warning|index|visual.FK_1104f3ef8497ca40d99b9f46b87|$gone" ], 'an index added');

done_testing();

sub found ($database, $condition)
{
    return sort split /\n/, $node->safe_psql($database, "SELECT severity, object_type, object, difference
        FROM converge_schema_diff('$database') WHERE $condition");
}

# Rows before and after a change of the target that is rolled back.
sub around ($change)
{
    my $sql = "SELECT severity, object_type, object, difference FROM converge_schema_diff('alkemio');";
    my @parts = split /^--\n?/m, $node->safe_psql('alkemio',
        "SET client_min_messages = error; BEGIN; $sql\n\\echo --\n$change; $sql ROLLBACK"), -1;
    return map { { map { $_ => 1 } split /\n/ } } @parts;
}

sub changed ($change)
{
    my ($before, $after) = around($change);
    return sort grep { !$before->{$_} } keys %$after;
}

sub gone_after ($change)
{
    my ($before, $after) = around($change);
    return sort grep { !$after->{$_} } keys %$before;
}

sub one_more ($change, $row)
{
    is_deeply([ changed($change) ], [$row], $change);
}
