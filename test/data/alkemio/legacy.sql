-- Two tables that old databases have kept, and PostgreSQL's schema has not.

CREATE TABLE `challenge` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `rowId` int NOT NULL,
    `context` text,
    `authorizationId` char(36),
    `spaceId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `IDX_challenge_rowId` (`rowId`),
    UNIQUE KEY `REL_challenge_authorizationId` (`authorizationId`),
    KEY `FK_challenge_spaceId` (`spaceId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `opportunity` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `rowId` int NOT NULL,
    `context` text,
    `authorizationId` char(36),
    `challengeId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `IDX_opportunity_rowId` (`rowId`),
    UNIQUE KEY `REL_opportunity_authorizationId` (`authorizationId`),
    KEY `FK_opportunity_challengeId` (`challengeId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

ALTER TABLE `challenge`
    ADD CONSTRAINT `FK_challenge_authorizationId`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_challenge_spaceId`
        FOREIGN KEY (`spaceId`) REFERENCES `space` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `opportunity`
    ADD CONSTRAINT `FK_opportunity_authorizationId`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_opportunity_challengeId`
        FOREIGN KEY (`challengeId`) REFERENCES `challenge` (`id`)
        ON DELETE CASCADE;

