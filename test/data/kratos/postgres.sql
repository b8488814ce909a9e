-- Ory Kratos' database as its own migrations make it in PostgreSQL 17:
-- the counterpart of mysql.sql.

CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE identities (
    id uuid NOT NULL,
    schema_id varchar(2048) NOT NULL,
    traits jsonb NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    nid uuid,
    state varchar(255) NOT NULL DEFAULT 'active',
    state_changed_at timestamp,
    metadata_public jsonb,
    metadata_admin jsonb,
    available_aal varchar(4),
    organization_id uuid,
    external_id varchar(64),
    CONSTRAINT identities_pkey PRIMARY KEY (id),
    CONSTRAINT identities_external_id_check CHECK (external_id IS NULL OR external_id <> '')
);

CREATE TABLE identity_credential_identifiers (
    id uuid NOT NULL,
    identifier varchar(255) NOT NULL,
    identity_credential_id uuid NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    nid uuid,
    identity_credential_type_id uuid NOT NULL,
    identity_id uuid NOT NULL,
    CONSTRAINT identity_credential_identifiers_pkey PRIMARY KEY (id)
);

CREATE TABLE identity_credential_types (
    id uuid NOT NULL,
    name varchar(32) NOT NULL,
    CONSTRAINT identity_credential_types_pkey PRIMARY KEY (id)
);

CREATE TABLE identity_credentials (
    id uuid NOT NULL,
    config jsonb NOT NULL,
    identity_credential_type_id uuid NOT NULL,
    identity_id uuid NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    nid uuid,
    version int NOT NULL DEFAULT 0,
    CONSTRAINT identity_credentials_pkey PRIMARY KEY (id)
);

CREATE TABLE identity_recovery_addresses (
    id uuid NOT NULL,
    via varchar(16) NOT NULL,
    value varchar(400) NOT NULL,
    identity_id uuid NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    nid uuid,
    break_glass_for_organization uuid,
    CONSTRAINT identity_recovery_addresses_pkey PRIMARY KEY (id)
);

CREATE TABLE identity_verifiable_addresses (
    id uuid NOT NULL,
    status varchar(16) NOT NULL,
    via varchar(16) NOT NULL,
    verified boolean NOT NULL,
    value varchar(400) NOT NULL,
    verified_at timestamp,
    identity_id uuid NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    nid uuid,
    CONSTRAINT identity_verifiable_addresses_pkey PRIMARY KEY (id)
);

CREATE TABLE networks (
    id uuid NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    CONSTRAINT networks_pkey PRIMARY KEY (id)
);

CREATE TABLE session_devices (
    id uuid NOT NULL,
    ip_address varchar(50) DEFAULT '',
    user_agent varchar(512) DEFAULT '',
    location varchar(512) DEFAULT '',
    nid uuid NOT NULL,
    session_id uuid NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    identity_id uuid NOT NULL,
    CONSTRAINT session_devices_pkey PRIMARY KEY (id),
    CONSTRAINT unique_session_device
        UNIQUE (nid, session_id, ip_address, user_agent)
);

CREATE TABLE sessions (
    id uuid NOT NULL,
    issued_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at timestamp NOT NULL,
    authenticated_at timestamp NOT NULL,
    identity_id uuid NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL,
    token varchar(39),
    active boolean DEFAULT false,
    nid uuid,
    logout_token varchar(39),
    aal varchar(4) NOT NULL DEFAULT 'aal1',
    authentication_methods jsonb NOT NULL,
    CONSTRAINT sessions_pkey PRIMARY KEY (id)
);

-- Indexes.

CREATE UNIQUE INDEX identities_nid_external_id_idx
    ON identities (nid, external_id)
    WHERE external_id IS NOT NULL;
CREATE INDEX identities_nid_id_idx
    ON identities (nid, id);
CREATE INDEX identities_nid_organization_id_idx
    ON identities (organization_id);
CREATE INDEX identity_credential_identifiers_ici_nid_i_idx
    ON identity_credential_identifiers (identity_credential_id, nid, identifier);
CREATE UNIQUE INDEX identity_credential_identifiers_identifier_nid_type_uq_idx
    ON identity_credential_identifiers (nid, identity_credential_type_id, identifier);
CREATE INDEX identity_credential_identifiers_identities_id_fk_idx
    ON identity_credential_identifiers (identity_id);
CREATE INDEX identity_credential_identifiers_nid_i_ici_idx
    ON identity_credential_identifiers (nid, identifier, identity_credential_id);
CREATE UNIQUE INDEX identity_credential_types_name_idx
    ON identity_credential_types (name);
CREATE INDEX identity_credentials_identity_id_idx
    ON identity_credentials (identity_id);
CREATE INDEX identity_recovery_addresses_identity_id_idx
    ON identity_recovery_addresses (identity_id);
CREATE UNIQUE INDEX identity_recovery_addresses_status_via_uq_idx
    ON identity_recovery_addresses (nid, via, value);
CREATE INDEX identity_verifiable_addresses_identity_id_idx
    ON identity_verifiable_addresses (identity_id);
CREATE UNIQUE INDEX identity_verifiable_addresses_status_via_uq_idx
    ON identity_verifiable_addresses (nid, via, value);
CREATE INDEX session_devices_identities_id_fk_idx
    ON session_devices (identity_id);
CREATE INDEX session_devices_nid_idx
    ON session_devices (nid);
CREATE INDEX session_devices_session_id_idx
    ON session_devices (session_id);
CREATE INDEX sessions_list_active_idx
    ON sessions (nid, expires_at, active, created_at DESC, id);
CREATE INDEX sessions_list_identity_idx
    ON sessions (identity_id, nid, created_at DESC);
CREATE INDEX sessions_list_idx
    ON sessions (nid, created_at DESC, id);
CREATE UNIQUE INDEX sessions_logout_token_uq_idx
    ON sessions (logout_token);
CREATE UNIQUE INDEX sessions_token_uq_idx
    ON sessions (token);

-- Foreign keys.

ALTER TABLE identities
    ADD CONSTRAINT identities_nid_fk_idx
        FOREIGN KEY (nid) REFERENCES networks (id)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE identity_credential_identifiers
    ADD CONSTRAINT identity_credential_identifiers_identities_id_fk
        FOREIGN KEY (identity_id) REFERENCES identities (id)
        ON DELETE CASCADE ON UPDATE RESTRICT,
    ADD CONSTRAINT identity_credential_identifiers_identity_credential_id_fkey
        FOREIGN KEY (identity_credential_id) REFERENCES identity_credentials (id)
        ON DELETE CASCADE,
    ADD CONSTRAINT identity_credential_identifiers_nid_fk_idx
        FOREIGN KEY (nid) REFERENCES networks (id)
        ON DELETE CASCADE ON UPDATE RESTRICT,
    ADD CONSTRAINT identity_credential_identifiers_type_id_fk_idx
        FOREIGN KEY (identity_credential_type_id) REFERENCES identity_credential_types (id)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE identity_credentials
    ADD CONSTRAINT identity_credentials_identity_credential_type_id_fkey
        FOREIGN KEY (identity_credential_type_id) REFERENCES identity_credential_types (id)
        ON DELETE CASCADE,
    ADD CONSTRAINT identity_credentials_identity_id_fkey
        FOREIGN KEY (identity_id) REFERENCES identities (id)
        ON DELETE CASCADE,
    ADD CONSTRAINT identity_credentials_nid_fk_idx
        FOREIGN KEY (nid) REFERENCES networks (id)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE identity_recovery_addresses
    ADD CONSTRAINT identity_recovery_addresses_identity_id_fkey
        FOREIGN KEY (identity_id) REFERENCES identities (id)
        ON DELETE CASCADE,
    ADD CONSTRAINT identity_recovery_addresses_nid_fk_idx
        FOREIGN KEY (nid) REFERENCES networks (id)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE identity_verifiable_addresses
    ADD CONSTRAINT identity_verifiable_addresses_identity_id_fkey
        FOREIGN KEY (identity_id) REFERENCES identities (id)
        ON DELETE CASCADE,
    ADD CONSTRAINT identity_verifiable_addresses_nid_fk_idx
        FOREIGN KEY (nid) REFERENCES networks (id)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE session_devices
    ADD CONSTRAINT session_devices_identities_id_fk
        FOREIGN KEY (identity_id) REFERENCES identities (id)
        ON DELETE CASCADE ON UPDATE RESTRICT,
    ADD CONSTRAINT session_metadata_nid_fk
        FOREIGN KEY (nid) REFERENCES networks (id)
        ON DELETE CASCADE,
    ADD CONSTRAINT session_metadata_sessions_id_fk
        FOREIGN KEY (session_id) REFERENCES sessions (id)
        ON DELETE CASCADE;

ALTER TABLE sessions
    ADD CONSTRAINT sessions_identity_id_fkey
        FOREIGN KEY (identity_id) REFERENCES identities (id)
        ON DELETE CASCADE,
    ADD CONSTRAINT sessions_nid_fk_idx
        FOREIGN KEY (nid) REFERENCES networks (id)
        ON DELETE CASCADE ON UPDATE RESTRICT;
