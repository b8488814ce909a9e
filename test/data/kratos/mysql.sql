-- Ory Kratos' database as MySQL 9.7 holds it:
-- eight tables of 27, and networks, which they refer to.

CREATE TABLE `identities` (
    `id` char(36) NOT NULL,
    `schema_id` varchar(2048) NOT NULL,
    `traits` json NOT NULL,
    `created_at` datetime NOT NULL,
    `updated_at` datetime NOT NULL,
    `nid` char(36),
    `state` varchar(255) NOT NULL DEFAULT 'active',
    `state_changed_at` datetime,
    `metadata_public` json,
    `metadata_admin` json,
    `available_aal` varchar(4),
    `organization_id` char(36),
    `external_id` varchar(64),
    PRIMARY KEY (`id`),
    UNIQUE KEY `identities_nid_external_id_idx` (`nid`, `external_id`),
    KEY `identities_nid_id_idx` (`nid`, `id`),
    KEY `identities_nid_organization_id_idx` (`organization_id`),
    CONSTRAINT `identities_chk_1` CHECK (`external_id` IS NULL OR `external_id` <> '')
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `identity_credential_identifiers` (
    `id` char(36) NOT NULL,
    `identifier` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    `identity_credential_id` char(36) NOT NULL,
    `created_at` datetime NOT NULL,
    `updated_at` datetime NOT NULL,
    `nid` char(36),
    `identity_credential_type_id` char(36) NOT NULL,
    `identity_id` char(36) NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `identity_credential_identifiers_identifier_nid_type_uq_idx`
        (`nid`, `identity_credential_type_id`, `identifier`),
    KEY `identity_credential_identifiers_type_id_fk_idx`
        (`identity_credential_type_id`),
    KEY `identity_credential_identifiers_nid_i_ici_idx`
        (`nid`, `identifier`, `identity_credential_id`),
    KEY `identity_credential_identifiers_ici_nid_i_idx`
        (`identity_credential_id`, `nid`, `identifier`),
    KEY `identity_credential_identifiers_identity_id_fk_idx` (`identity_id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `identity_credential_types` (
    `id` char(36) NOT NULL,
    `name` varchar(32) NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `identity_credential_types_name_idx` (`name`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `identity_credentials` (
    `id` char(36) NOT NULL,
    `config` json NOT NULL,
    `identity_credential_type_id` char(36) NOT NULL,
    `identity_id` char(36) NOT NULL,
    `created_at` datetime NOT NULL,
    `updated_at` datetime NOT NULL,
    `nid` char(36),
    `version` int NOT NULL DEFAULT 0,
    PRIMARY KEY (`id`),
    KEY `identity_id` (`identity_id`),
    KEY `identity_credential_type_id` (`identity_credential_type_id`),
    KEY `identity_credentials_nid_idx` (`nid`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `identity_recovery_addresses` (
    `id` char(36) NOT NULL,
    `via` varchar(16) NOT NULL,
    `value` varchar(400) NOT NULL,
    `identity_id` char(36) NOT NULL,
    `created_at` datetime NOT NULL,
    `updated_at` datetime NOT NULL,
    `nid` char(36),
    `break_glass_for_organization` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `identity_recovery_addresses_status_via_uq_idx`
        (`nid`, `via`, `value`),
    KEY `identity_recovery_addresses_identity_id_idx` (`identity_id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `identity_verifiable_addresses` (
    `id` char(36) NOT NULL,
    `status` varchar(16) NOT NULL,
    `via` varchar(16) NOT NULL,
    `verified` tinyint(1) NOT NULL,
    `value` varchar(400) NOT NULL,
    `verified_at` datetime,
    `identity_id` char(36) NOT NULL,
    `created_at` datetime NOT NULL,
    `updated_at` datetime NOT NULL,
    `nid` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `identity_verifiable_addresses_status_via_uq_idx`
        (`nid`, `via`, `value`),
    KEY `identity_verifiable_addresses_identity_id_idx` (`identity_id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `networks` (
    `id` char(36) NOT NULL,
    `created_at` timestamp NOT NULL,
    `updated_at` timestamp NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `session_devices` (
    `id` char(36) NOT NULL,
    `ip_address` varchar(50) DEFAULT '',
    `user_agent` varchar(512) DEFAULT '',
    `location` varchar(512) DEFAULT '',
    `session_id` char(36) NOT NULL,
    `nid` char(36) NOT NULL,
    `created_at` datetime NOT NULL,
    `updated_at` datetime NOT NULL,
    `identity_id` char(36) NOT NULL,
    PRIMARY KEY (`id`),
    KEY `session_devices_nid_idx` (`nid`),
    KEY `session_devices_session_id_idx` (`session_id`),
    KEY `session_devices_identity_id_fk_idx` (`identity_id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `sessions` (
    `id` char(36) NOT NULL,
    `issued_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    `expires_at` datetime NOT NULL,
    `authenticated_at` datetime NOT NULL,
    `identity_id` char(36) NOT NULL,
    `created_at` datetime NOT NULL,
    `updated_at` datetime NOT NULL,
    `token` varchar(39),
    `active` tinyint(1) DEFAULT 0,
    `nid` char(36),
    `logout_token` varchar(39),
    `aal` varchar(4) NOT NULL DEFAULT 'aal1',
    `authentication_methods` json NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `sessions_token_uq_idx` (`token`),
    UNIQUE KEY `sessions_logout_token_uq_idx` (`logout_token`),
    KEY `sessions_list_idx` (`nid`, `created_at` DESC, `id`),
    KEY `sessions_list_active_idx`
        (`nid`, `expires_at`, `active`, `created_at` DESC, `id`),
    KEY `sessions_list_identity_idx` (`identity_id`, `nid`, `created_at` DESC)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

-- Foreign keys.

ALTER TABLE `identities`
    ADD CONSTRAINT `identities_nid_fk_idx`
        FOREIGN KEY (`nid`) REFERENCES `networks` (`id`)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE `identity_credential_identifiers`
    ADD CONSTRAINT `identity_credential_identifiers_ibfk_1`
        FOREIGN KEY (`identity_credential_id`) REFERENCES `identity_credentials` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `identity_credential_identifiers_identity_id_fk`
        FOREIGN KEY (`identity_id`) REFERENCES `identities` (`id`)
        ON DELETE CASCADE ON UPDATE RESTRICT,
    ADD CONSTRAINT `identity_credential_identifiers_nid_fk_idx`
        FOREIGN KEY (`nid`) REFERENCES `networks` (`id`)
        ON DELETE CASCADE ON UPDATE RESTRICT,
    ADD CONSTRAINT `identity_credential_identifiers_type_id_fk_idx`
        FOREIGN KEY (`identity_credential_type_id`) REFERENCES `identity_credential_types` (`id`)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE `identity_credentials`
    ADD CONSTRAINT `identity_credentials_ibfk_1`
        FOREIGN KEY (`identity_id`) REFERENCES `identities` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `identity_credentials_ibfk_2`
        FOREIGN KEY (`identity_credential_type_id`) REFERENCES `identity_credential_types` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `identity_credentials_nid_fk_idx`
        FOREIGN KEY (`nid`) REFERENCES `networks` (`id`)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE `identity_recovery_addresses`
    ADD CONSTRAINT `identity_recovery_addresses_ibfk_1`
        FOREIGN KEY (`identity_id`) REFERENCES `identities` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `identity_recovery_addresses_nid_fk_idx`
        FOREIGN KEY (`nid`) REFERENCES `networks` (`id`)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE `identity_verifiable_addresses`
    ADD CONSTRAINT `identity_verifiable_addresses_ibfk_1`
        FOREIGN KEY (`identity_id`) REFERENCES `identities` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `identity_verifiable_addresses_nid_fk_idx`
        FOREIGN KEY (`nid`) REFERENCES `networks` (`id`)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE `session_devices`
    ADD CONSTRAINT `session_devices_ibfk_1`
        FOREIGN KEY (`session_id`) REFERENCES `sessions` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `session_devices_ibfk_2`
        FOREIGN KEY (`nid`) REFERENCES `networks` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `session_devices_identity_id_fk`
        FOREIGN KEY (`identity_id`) REFERENCES `identities` (`id`)
        ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE `sessions`
    ADD CONSTRAINT `sessions_ibfk_1`
        FOREIGN KEY (`identity_id`) REFERENCES `identities` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `sessions_nid_fk_idx`
        FOREIGN KEY (`nid`) REFERENCES `networks` (`id`)
        ON DELETE CASCADE ON UPDATE RESTRICT;
