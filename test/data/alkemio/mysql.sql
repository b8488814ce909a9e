-- Alkemio's database as MySQL 9.7 holds it.

CREATE TABLE `account` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `type` varchar(128),
    `authorizationId` char(36),
    `agentId` char(36),
    `storageAggregatorId` char(36),
    `externalSubscriptionID` varchar(128),
    `licenseId` char(36),
    `baselineLicensePlan` json NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_91a165c1091a6959cc19d52239` (`authorizationId`),
    UNIQUE KEY `REL_833582df0c439ab8c9adc5240d` (`agentId`),
    UNIQUE KEY `REL_950221e932175dc7cf7c006488` (`storageAggregatorId`),
    UNIQUE KEY `REL_8339e62882f239dc00ff5866f8` (`licenseId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `activity` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `rowId` int NOT NULL AUTO_INCREMENT,
    `triggeredBy` char(36) NOT NULL,
    `resourceID` char(36) NOT NULL,
    `parentID` char(36),
    `collaborationID` char(36) NOT NULL,
    `messageID` char(44),
    `visibility` tinyint NOT NULL,
    `description` varchar(512),
    `type` varchar(128) NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `IDX_07a39cea9426b689be25fd61de` (`rowId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `agent` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `type` varchar(128),
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_8ed9d1af584fa62f1ad3405b33` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `ai_persona` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `engine` varchar(128) NOT NULL,
    `prompt` text NOT NULL,
    `bodyOfKnowledgeLastUpdated` datetime,
    `externalConfig` text,
    `authorizationId` char(36),
    `aiServerId` char(36),
    `promptGraph` json,
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_293f0d3ef60cb0ca0006044ecf` (`authorizationId`),
    KEY `FK_7460caf8dad74c0a302af76b1d5` (`aiServerId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `ai_server` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_9d520fa5fed56042918e48fc4b` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `application` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    `lifecycleId` char(36),
    `userId` char(36),
    `roleSetId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_56f5614fff0028d40370499582` (`authorizationId`),
    UNIQUE KEY `REL_7ec2857c7d8d16432ffca1cb3d` (`lifecycleId`),
    KEY `FK_b4ae3fea4a24b4be1a86dacf8a2` (`userId`),
    KEY `FK_8fb220ad1ac1f9c86ec39d134e4` (`roleSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `application_questions` (
    `applicationId` char(36) NOT NULL,
    `nvpId` char(36) NOT NULL,
    PRIMARY KEY (`applicationId`, `nvpId`),
    KEY `IDX_8495fae86f13836b0745642baa` (`applicationId`),
    KEY `IDX_fe50118fd82e7fe2f74f986a19` (`nvpId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `authorization_policy` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `credentialRules` json NOT NULL,
    `privilegeRules` json NOT NULL,
    `type` varchar(128) NOT NULL,
    `parentAuthorizationPolicyId` char(36),
    PRIMARY KEY (`id`),
    KEY `FK_24b8950effd9ba78caa48ba76df` (`parentAuthorizationPolicyId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `calendar` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_6e74d59afda096b68d12a69969` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `calendar_event` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `type` varchar(128) NOT NULL,
    `createdBy` char(36) NOT NULL,
    `startDate` datetime NOT NULL,
    `wholeDay` tinyint NOT NULL,
    `multipleDays` tinyint NOT NULL,
    `durationMinutes` int NOT NULL,
    `durationDays` int,
    `authorizationId` char(36),
    `profileId` char(36),
    `commentsId` char(36),
    `calendarId` char(36),
    `visibleOnParentCalendar` tinyint NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_8ee86afa2808a4ab523b9ee6c5` (`authorizationId`),
    UNIQUE KEY `REL_9349e137959f3ca5818c2e62b3` (`profileId`),
    UNIQUE KEY `REL_b5069b11030e9608ee4468f850` (`commentsId`),
    KEY `FK_80ab7835e1749581a27462eb87f` (`calendarId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `callout` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `isTemplate` tinyint NOT NULL DEFAULT 0,
    `createdBy` char(36),
    `sortOrder` int NOT NULL,
    `publishedBy` char(36),
    `publishedDate` datetime,
    `authorizationId` char(36),
    `framingId` char(36),
    `contributionDefaultsId` char(36),
    `commentsId` char(36),
    `calloutsSetId` char(36),
    `classificationId` char(36),
    `settings` json NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_6289dee12effb51320051c6f1f` (`authorizationId`),
    UNIQUE KEY `REL_cf776244b01436d8ca5cc76284` (`framingId`),
    UNIQUE KEY `REL_36b0da55acff774d0845aeb55f` (`contributionDefaultsId`),
    UNIQUE KEY `REL_62ed316cda7b75735b20307b47` (`commentsId`),
    UNIQUE KEY `REL_0674c137336c2417df036053b6` (`classificationId`),
    KEY `FK_08d3fa19eb35058446dafa99192` (`calloutsSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `callout_contribution` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `createdBy` char(36),
    `sortOrder` int NOT NULL,
    `authorizationId` char(36),
    `whiteboardId` char(36),
    `postId` char(36),
    `linkId` char(36),
    `calloutId` char(36),
    `memoId` char(36),
    `type` varchar(128) NOT NULL DEFAULT 'post',
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_dfa86c46f509a61c6510536cd9` (`authorizationId`),
    UNIQUE KEY `REL_5e34f9a356f6254b8da24f8947` (`whiteboardId`),
    UNIQUE KEY `REL_97fefc97fb254c30577696e1c0` (`postId`),
    UNIQUE KEY `REL_bdf2d0eced5c95968a85caaaae` (`linkId`),
    UNIQUE KEY `REL_d1e29afff9bc73a1e20e468e3f` (`memoId`),
    KEY `FK_7370de8eb79ed00b0d403f2299a` (`calloutId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `callout_contribution_defaults` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `defaultDisplayName` text,
    `postDescription` text,
    `whiteboardContent` longtext,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `callout_framing` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    `whiteboardId` char(36),
    `type` varchar(128) NOT NULL DEFAULT 'none',
    `memoId` char(36),
    `linkId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_c9d7c2c4eb8a1d012ddc6605da` (`authorizationId`),
    UNIQUE KEY `REL_f53e2d266432e58e538a366705` (`profileId`),
    UNIQUE KEY `REL_8bc0e1f40be5816d3a593cbf7f` (`whiteboardId`),
    UNIQUE KEY `REL_7c71c36a3eba63b8b52b30eb25` (`memoId`),
    UNIQUE KEY `REL_c3eee1b0c21294874daec15ad5` (`linkId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `callouts_set` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `type` varchar(128) NOT NULL,
    `authorizationId` char(36),
    `tagsetTemplateSetId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_8f3fd7a83451183166aac4ad02` (`authorizationId`),
    UNIQUE KEY `REL_211515f7e21e93136a6b905e84` (`tagsetTemplateSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `classification` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_42422fc4b9dfe4424046f12d8f` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `collaboration` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `isTemplate` tinyint NOT NULL DEFAULT 0,
    `authorizationId` char(36),
    `timelineId` char(36),
    `innovationFlowId` char(36),
    `licenseId` char(36),
    `calloutsSetId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_262ecf3f5d70b82a4833618425` (`authorizationId`),
    UNIQUE KEY `REL_f67a2d25c945269d602c182fbc` (`timelineId`),
    UNIQUE KEY `REL_35c6b1de6d4d89dfe8e9c85d77` (`innovationFlowId`),
    UNIQUE KEY `REL_aa5815c9577533141cbc4aebe9` (`licenseId`),
    UNIQUE KEY `REL_9e1ebbc0972fa354d33b67a1a0` (`calloutsSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `communication` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `spaceID` varchar(36) NOT NULL,
    `displayName` varchar(255) NOT NULL,
    `authorizationId` char(36),
    `updatesId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_a20c5901817dd09d5906537e08` (`authorizationId`),
    UNIQUE KEY `REL_eb99e588873c788a68a035478a` (`updatesId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `community` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `parentID` varchar(36) NOT NULL,
    `authorizationId` char(36),
    `communicationId` char(36),
    `roleSetId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_6e7584bfb417bd0f8e8696ab58` (`authorizationId`),
    UNIQUE KEY `REL_7fbe50fa78a37776ad962cb764` (`communicationId`),
    UNIQUE KEY `REL_3b8f390d76263ef5996869da07` (`roleSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `community_guidelines` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_684b272e6f7459439d41d2879e` (`authorizationId`),
    UNIQUE KEY `REL_3d60fe4fa40d54bad7d51bb4bd` (`profileId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `conversation` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `type` varchar(128) NOT NULL,
    `userID` char(36),
    `virtualContributorID` char(36),
    `wellKnownVirtualContributor` varchar(128),
    `authorizationId` char(36),
    `conversationsSetId` char(36),
    `roomId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_a6cdd15ca94945e57a3abbf64d` (`authorizationId`),
    UNIQUE KEY `REL_c3eb45de493217a6d0e225028f` (`roomId`),
    KEY `FK_9604668892b53a75690fb92ec25` (`conversationsSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `conversations_set` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_57e3ee47af26b479a67e7f94da` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `credential` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `resourceID` varchar(36) NOT NULL,
    `type` varchar(128) NOT NULL,
    `issuer` char(36),
    `expires` datetime,
    `agentId` char(36),
    PRIMARY KEY (`id`),
    KEY `FK_dbe0929355f82e5995f0b7fd5e2` (`agentId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `discussion` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `category` text NOT NULL,
    `createdBy` char(36) NOT NULL,
    `privacy` varchar(255) NOT NULL DEFAULT 'authenticated',
    `authorizationId` char(36),
    `profileId` char(36),
    `commentsId` char(36),
    `forumId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_4555dccdda9ba57d8e3a634cd0` (`authorizationId`),
    UNIQUE KEY `REL_2d8a3ca181c3f0346817685d21` (`profileId`),
    UNIQUE KEY `REL_5337074c9b818bb63e6f314c80` (`commentsId`),
    KEY `FK_0de78853c1ee793f61bda7eff79` (`forumId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `document` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `createdBy` char(36),
    `displayName` varchar(512) NOT NULL,
    `mimeType` varchar(128) NOT NULL,
    `size` int NOT NULL,
    `externalID` varchar(128) NOT NULL,
    `temporaryLocation` tinyint NOT NULL DEFAULT 0,
    `authorizationId` char(36),
    `storageBucketId` char(36),
    `tagsetId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_d9e2dfcccf59233c17cc6bc641` (`authorizationId`),
    UNIQUE KEY `REL_9fb9257b14ec21daf5bc9aa4c8` (`tagsetId`),
    KEY `FK_851e50ec4be7c62a1f9b9a430bf` (`storageBucketId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `form` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `questions` text NOT NULL,
    `description` text NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `forum` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `discussionCategories` text NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_3b0c92945f36d06f37de80285d` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `in_app_notification` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `triggeredAt` datetime NOT NULL
        COMMENT 'when it happened',
    `type` varchar(128) NOT NULL,
    `state` varchar(128) NOT NULL,
    `triggeredByID` char(36)
        COMMENT 'who caused it; '''' when nobody did',
    `category` varchar(128) NOT NULL
        COMMENT 'who is addressed: user, organization, space member, space admin, platform',
    `receiverID` char(36) NOT NULL
        COMMENT 'the user it is shown to',
    `payload` json NOT NULL
        COMMENT 'details, as the type asks',
    `rowId` int NOT NULL AUTO_INCREMENT,
    `spaceID` char(36)
        COMMENT 'the space concerned',
    `organizationID` char(36)
        COMMENT 'the organization concerned',
    `userID` char(36)
        COMMENT 'the user concerned',
    `applicationID` char(36)
        COMMENT 'the application to join',
    `invitationID` char(36)
        COMMENT 'the invitation to join',
    `calloutID` char(36)
        COMMENT 'the callout concerned',
    `contributionID` char(36)
        COMMENT 'the contribution concerned',
    `roomID` char(36)
        COMMENT 'the room of the message',
    `messageID` char(44)
        COMMENT 'the message in its room',
    `contributorOrganizationID` char(36)
        COMMENT 'the organization that contributed',
    `contributorUserID` char(36)
        COMMENT 'the user who contributed',
    `contributorVcID` char(36)
        COMMENT 'the virtual contributor who contributed',
    `calendarEventID` char(36)
        COMMENT 'the calendar event concerned',
    PRIMARY KEY (`id`),
    UNIQUE KEY `IDX_4c6428607b038a5b96509f8c2e` (`rowId`),
    KEY `FK_a84dd5170304562dbd58b37521e` (`receiverID`),
    KEY `FK_3a71f82d91a3809bd652cd80f1f` (`organizationID`),
    KEY `FK_d298041d567d984ed6c0667c814` (`userID`),
    KEY `FK_b8fe43c84d0f765bba5f6bd054d` (`applicationID`),
    KEY `FK_b2f1dc00232220031a6921da1b9` (`invitationID`),
    KEY `FK_75c3fa6ba71954e8586bfdbe725` (`calloutID`),
    KEY `FK_6df3d947b625cf6bd2ed856f632` (`contributionID`),
    KEY `FK_618449b41643adab8598b80e1b2` (`contributorOrganizationID`),
    KEY `FK_e4b8c5447b138bd2ce749274ae3` (`contributorUserID`),
    KEY `FK_8bf8b7bba9aab93abcaa4238820` (`calendarEventID`),
    KEY `FK_439dd686c1912533c380b783f0b` (`roomID`),
    KEY `FK_60085ab32808bc5f628fe3ca587` (`spaceID`),
    KEY `FK_c9c5d92154e4300bad54b7bbcc7` (`contributorVcID`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `innovation_flow` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    `settings` json NOT NULL,
    `flowStatesTagsetTemplateId` char(36),
    `currentStateID` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_a6e050daa4c7a3ab1e411c3651` (`authorizationId`),
    UNIQUE KEY `REL_96a8cbe1706f459fd7d883be9b` (`profileId`),
    UNIQUE KEY `REL_858fd06a671b804765d91251e6` (`flowStatesTagsetTemplateId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `innovation_flow_state` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `displayName` text NOT NULL,
    `description` text,
    `settings` json NOT NULL,
    `sortOrder` int NOT NULL,
    `authorizationId` char(36),
    `innovationFlowId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_83d9f1d85d3ca51828168ea336` (`authorizationId`),
    KEY `FK_73db98435e680e2a2dada61e815` (`innovationFlowId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `innovation_hub` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `subdomain` varchar(63) NOT NULL,
    `type` varchar(255) NOT NULL,
    `spaceVisibilityFilter` varchar(255),
    `spaceListFilter` text,
    `listedInStore` tinyint NOT NULL,
    `searchVisibility` varchar(128) NOT NULL DEFAULT 'account',
    `authorizationId` char(36),
    `profileId` char(36),
    `accountId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `IDX_8f35d04d098bb6c7c57a9a83ac` (`subdomain`),
    UNIQUE KEY `REL_b411e4f27d77a96eccdabbf4b4` (`authorizationId`),
    UNIQUE KEY `REL_36c8905c2c6c59467c60d94fd8` (`profileId`),
    KEY `FK_156fd30246eb151b9d17716abf5` (`accountId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `innovation_pack` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `listedInStore` tinyint NOT NULL,
    `searchVisibility` varchar(36) NOT NULL DEFAULT 'account',
    `authorizationId` char(36),
    `profileId` char(36),
    `accountId` char(36),
    `templatesSetId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_8af8122897b05315e7eb892525` (`authorizationId`),
    UNIQUE KEY `REL_5facd6d188068a5a1c5b6f07fc` (`profileId`),
    UNIQUE KEY `REL_a1441e46c8d36090e1f6477cea` (`templatesSetId`),
    KEY `FK_51014590f9644e6ff9e0536f40f` (`accountId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `invitation` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `invitedContributorID` char(36) NOT NULL,
    `createdBy` char(36) NOT NULL,
    `welcomeMessage` varchar(8192),
    `invitedToParent` tinyint NOT NULL DEFAULT 0,
    `contributorType` varchar(128) NOT NULL,
    `authorizationId` char(36),
    `lifecycleId` char(36),
    `roleSetId` char(36),
    `extraRoles` text NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_b132226941570cb650a4023d49` (`authorizationId`),
    UNIQUE KEY `REL_b0c80ccf319a1c7a7af12b3998` (`lifecycleId`),
    KEY `FK_6a3b86c6db10582baae7058f5b9` (`roleSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `knowledge_base` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    `calloutsSetId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_610fe23f4b0c4d8e38f0d0fbf3` (`authorizationId`),
    UNIQUE KEY `REL_0e8a8e02916c701eeed6bf866a` (`profileId`),
    UNIQUE KEY `REL_970b16bb8c1f8daee6135b00c8` (`calloutsSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `library` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_3879db652f2421337691219ace` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `license` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `type` varchar(128) NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_bfd01743815f0dd68ac1c5c45c` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `license_entitlement` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `type` varchar(128) NOT NULL,
    `dataType` varchar(128) NOT NULL,
    `limit` int NOT NULL,
    `enabled` tinyint NOT NULL,
    `licenseId` char(36),
    PRIMARY KEY (`id`),
    KEY `FK_badab780c9f3e196d98ab324686` (`licenseId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `license_plan` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `name` text NOT NULL,
    `enabled` tinyint NOT NULL DEFAULT 1,
    `sortOrder` int NOT NULL,
    `pricePerMonth` decimal(10,2),
    `isFree` tinyint NOT NULL DEFAULT 0,
    `trialEnabled` tinyint NOT NULL DEFAULT 0,
    `requiresPaymentMethod` tinyint NOT NULL DEFAULT 0,
    `requiresContactSupport` tinyint NOT NULL DEFAULT 0,
    `licenseCredential` text NOT NULL,
    `type` varchar(128) NOT NULL,
    `assignToNewOrganizationAccounts` tinyint NOT NULL DEFAULT 0,
    `assignToNewUserAccounts` tinyint NOT NULL DEFAULT 0,
    `licensingFrameworkId` char(36),
    PRIMARY KEY (`id`),
    KEY `FK_9f99adf29316d6aa1d0e8ecae54` (`licensingFrameworkId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `license_policy` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `credentialRules` json NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_23d4d78ea8db637df031f86f03` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `licensing_framework` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    `licensePolicyId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_29b5cd2c555b47f80942dfa4aa` (`authorizationId`),
    UNIQUE KEY `REL_427ff5dfcabbc692ed6d71acae` (`licensePolicyId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `lifecycle` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `machineState` text,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `link` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `uri` text NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_07f249ac87502495710a62c5c0` (`authorizationId`),
    UNIQUE KEY `REL_3bfc8c1aaec1395cc148268d3c` (`profileId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `location` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `city` varchar(128),
    `country` varchar(128),
    `addressLine1` varchar(512),
    `addressLine2` varchar(512),
    `stateOrProvince` varchar(128),
    `postalCode` varchar(128),
    `geoLocation` json NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `memo` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `content` mediumblob,
    `createdBy` char(36),
    `contentUpdatePolicy` varchar(128) NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_c3a02e516496db62a676a0bfb7` (`authorizationId`),
    UNIQUE KEY `REL_3eae185405c8e3a7d1828cf863` (`profileId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `migrations_typeorm` (
    `id` int NOT NULL AUTO_INCREMENT,
    `timestamp` bigint NOT NULL,
    `name` varchar(255) NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `nvp` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `name` varchar(512) NOT NULL,
    `value` varchar(512) NOT NULL,
    `sortOrder` int NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `organization` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `communicationID` varchar(255) NOT NULL,
    `accountID` char(36) NOT NULL,
    `rowId` int NOT NULL AUTO_INCREMENT,
    `legalEntityName` varchar(255) NOT NULL,
    `domain` varchar(255) NOT NULL,
    `website` varchar(255) NOT NULL,
    `contactEmail` varchar(255) NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    `agentId` char(36),
    `verificationId` char(36),
    `storageAggregatorId` char(36),
    `settings` json NOT NULL,
    `roleSetId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `IDX_9fdd8f0bfe04a676822c7265e1` (`rowId`),
    UNIQUE KEY `IDX_d11fdb37a7b736d053b762b27c` (`nameID`),
    UNIQUE KEY `REL_e0e150e4f11d906b931b46a2d8` (`authorizationId`),
    UNIQUE KEY `REL_d2cb77c14644156ec8e865608e` (`profileId`),
    UNIQUE KEY `REL_7f1bec8979b57ed7ebd392a2ca` (`agentId`),
    UNIQUE KEY `REL_5a72d5b37312bac2e0a0115718` (`verificationId`),
    UNIQUE KEY `REL_395aa74996a1f978b4969d114b` (`storageAggregatorId`),
    UNIQUE KEY `REL_857684833bbd26eff72f97bcfd` (`roleSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `organization_verification` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `organizationID` varchar(36) NOT NULL,
    `status` varchar(128) NOT NULL DEFAULT 'not-verified',
    `authorizationId` char(36),
    `lifecycleId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_c66eddab0caacb1ef8d46bcafd` (`authorizationId`),
    UNIQUE KEY `REL_1cc3b275fc2a9d9d9b0ae33b31` (`lifecycleId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `platform` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    `forumId` char(36),
    `libraryId` char(36),
    `templatesManagerId` char(36),
    `storageAggregatorId` char(36),
    `licensingFrameworkId` char(36),
    `roleSetId` char(36),
    `settings` json NOT NULL,
    `wellKnownVirtualContributors` json NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_9f621c51dd854634d8766a9cfa` (`authorizationId`),
    UNIQUE KEY `REL_dd88d373c64b04e24705d575c9` (`forumId`),
    UNIQUE KEY `REL_ca469f5ec53a7719d155d60aca` (`libraryId`),
    UNIQUE KEY `REL_81f92b22d30540102e9654e892` (`templatesManagerId`),
    UNIQUE KEY `REL_f516dd9a46616999c7e9a6adc1` (`storageAggregatorId`),
    UNIQUE KEY `REL_36d8347a558f81ced8a621fe50` (`licensingFrameworkId`),
    UNIQUE KEY `REL_40f3ebb0c2a0b2a1557e67f849` (`roleSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `platform_invitation` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `roleSetInvitedToParent` tinyint NOT NULL DEFAULT 0,
    `email` varchar(128) NOT NULL,
    `firstName` varchar(128),
    `lastName` varchar(128),
    `createdBy` char(36) NOT NULL,
    `welcomeMessage` varchar(8192),
    `profileCreated` tinyint NOT NULL DEFAULT 0,
    `authorizationId` char(36),
    `roleSetId` char(36),
    `roleSetExtraRoles` text NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_c0448d2c992a62c9c11bd0f142` (`authorizationId`),
    KEY `FK_562dce4a08bb214f08107b3631e` (`roleSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `post` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `createdBy` char(36) NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    `commentsId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_390343b22abec869bf80041933` (`authorizationId`),
    UNIQUE KEY `REL_970844fcd10c2b6df7c1b49eac` (`profileId`),
    UNIQUE KEY `REL_042b9825d770d6b3009ae206c2` (`commentsId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `profile` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `displayName` text NOT NULL,
    `tagline` text,
    `description` text,
    `authorizationId` char(36),
    `locationId` char(36),
    `storageBucketId` char(36),
    `type` enum (
        'space-about', 'innovation-flow', 'callout-framing', 'knowledge-base',
        'post', 'contribution-link', 'whiteboard', 'memo',
        'discussion', 'organization', 'user-group', 'user',
        'innovation-hub', 'calendar-event', 'innovation-pack', 'template',
        'community-guidelines', 'virtual-contributor', 'virtual-persona') NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_a96475631aba7dce41db03cc8b` (`authorizationId`),
    UNIQUE KEY `REL_432056041df0e4337b17ff7b09` (`locationId`),
    UNIQUE KEY `REL_4a1c74fd2a61b32d9d9500e065` (`storageBucketId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `query-result-cache` (
    `id` int NOT NULL AUTO_INCREMENT,
    `identifier` varchar(255),
    `time` bigint NOT NULL,
    `duration` int NOT NULL,
    `query` text NOT NULL,
    `result` text NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `reference` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `name` varchar(255) NOT NULL,
    `uri` text NOT NULL,
    `description` text,
    `authorizationId` char(36),
    `profileId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_73e8ae665a49366ca7e2866a45` (`authorizationId`),
    KEY `FK_2f46c698fc4c19a8cc233c5f255` (`profileId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `role` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `name` varchar(128) NOT NULL,
    `credential` json NOT NULL,
    `parentCredentials` json NOT NULL,
    `requiresEntryRole` tinyint NOT NULL,
    `requiresSameRoleInParentRoleSet` tinyint NOT NULL,
    `userPolicy` json NOT NULL,
    `organizationPolicy` json NOT NULL,
    `virtualContributorPolicy` json NOT NULL,
    `roleSetId` char(36),
    PRIMARY KEY (`id`),
    KEY `FK_66d695b73839e9b66ff1350d34f` (`roleSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `role_set` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `entryRoleName` varchar(128) NOT NULL,
    `authorizationId` char(36),
    `applicationFormId` char(36),
    `parentRoleSetId` char(36),
    `licenseId` char(36),
    `type` varchar(128) NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_b038f74c8d4eadb839e78b99ce` (`authorizationId`),
    UNIQUE KEY `REL_00905b142498f63e76d38fb254` (`applicationFormId`),
    UNIQUE KEY `REL_c25bfb0c837427dd54e250b240` (`licenseId`),
    KEY `FK_86acc254af20d20c9d87c3503d5` (`parentRoleSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `room` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `externalRoomID` varchar(255) NOT NULL,
    `messagesCount` int NOT NULL,
    `type` varchar(128) NOT NULL,
    `displayName` varchar(255) NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_d1d94dd8e0c417b4188a05ccbc` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `space` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `rowId` int NOT NULL AUTO_INCREMENT,
    `settings` json NOT NULL,
    `levelZeroSpaceID` char(36),
    `level` int NOT NULL,
    `visibility` varchar(128) NOT NULL,
    `authorizationId` char(36),
    `parentSpaceId` char(36),
    `accountId` char(36),
    `collaborationId` char(36),
    `communityId` char(36),
    `agentId` char(36),
    `storageAggregatorId` char(36),
    `templatesManagerId` char(36),
    `licenseId` char(36),
    `aboutId` char(36),
    `platformRolesAccess` json NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `IDX_0f03c61020ea0dfa0198c60304` (`rowId`),
    UNIQUE KEY `REL_8d03fd2c8e8411ec9192c79cd9` (`authorizationId`),
    UNIQUE KEY `REL_ea06eb8894469a0f262d929bf0` (`collaborationId`),
    UNIQUE KEY `REL_68fa2c2b00cc1ed77e7c225e8b` (`communityId`),
    UNIQUE KEY `REL_9c664d684f987a735678b0ba82` (`agentId`),
    UNIQUE KEY `REL_980c4643d7d9de1b97bc39f518` (`storageAggregatorId`),
    UNIQUE KEY `REL_dea52ce918df6950019678fa35` (`templatesManagerId`),
    UNIQUE KEY `REL_3ef80ef55ba1a1d45e625ea838` (`licenseId`),
    UNIQUE KEY `REL_c59c1beb254808dd32007de661` (`aboutId`),
    KEY `FK_ef1ff4ac7f613cc0677e2295b30` (`parentSpaceId`),
    KEY `FK_6bdeffaf6ea6159b4672a2aed70` (`accountId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `space_about` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `why` text,
    `who` text,
    `authorizationId` char(36),
    `profileId` char(36),
    `guidelinesId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_8ce1fdaa7405b062b0102ce5f1` (`authorizationId`),
    UNIQUE KEY `REL_35584de03c66d9d473cbbe9d37` (`profileId`),
    UNIQUE KEY `REL_830c5cd4eda4b4ba8e297101c7` (`guidelinesId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `storage_aggregator` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `type` varchar(128),
    `authorizationId` char(36),
    `parentStorageAggregatorId` char(36),
    `directStorageId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_f3b4d59c0b805c9c1ecb0070e1` (`authorizationId`),
    UNIQUE KEY `REL_0647707288c243e60091c8d862` (`directStorageId`),
    KEY `FK_b80c28f5335ab5442f63c644d94` (`parentStorageAggregatorId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `storage_bucket` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `allowedMimeTypes` text NOT NULL,
    `maxFileSize` int NOT NULL,
    `authorizationId` char(36),
    `storageAggregatorId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_f2f48b57269987b13b415a0058` (`authorizationId`),
    KEY `FK_11d0ed50a26da5513f7e4347847` (`storageAggregatorId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `tagset` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `name` varchar(255) NOT NULL DEFAULT 'default',
    `type` varchar(128) NOT NULL,
    `tags` text NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    `tagsetTemplateId` char(36),
    `classificationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_eb59b98ee6ef26c993d0d75c83` (`authorizationId`),
    KEY `FK_81fc213b2d9ad0cddeab1a9ce64` (`profileId`),
    KEY `FK_644155610ddc40dc4e19781c8f0` (`tagsetTemplateId`),
    KEY `FK_391d124a58a845b85a047acc9d3` (`classificationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `tagset_template` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `name` varchar(128) NOT NULL,
    `type` varchar(128) NOT NULL,
    `allowedValues` text NOT NULL,
    `defaultSelectedValue` varchar(255),
    `tagsetTemplateSetId` char(36),
    PRIMARY KEY (`id`),
    KEY `FK_96f23f044acf305c1699e0319d2` (`tagsetTemplateSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `tagset_template_set` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `template` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `type` varchar(128) NOT NULL,
    `postDefaultDescription` text,
    `authorizationId` char(36),
    `profileId` char(36),
    `templatesSetId` char(36),
    `communityGuidelinesId` char(36),
    `calloutId` char(36),
    `whiteboardId` char(36),
    `contentSpaceId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_4318f97beabd362a8a09e9d320` (`authorizationId`),
    UNIQUE KEY `REL_f58c3b144b6e010969e199beef` (`profileId`),
    UNIQUE KEY `REL_eedeae5e63f9a9c3a0161541e9` (`communityGuidelinesId`),
    UNIQUE KEY `REL_c6e4d1a07781a809ad3b3ee826` (`calloutId`),
    UNIQUE KEY `REL_f09090a77e07377eefb3f731d9` (`whiteboardId`),
    UNIQUE KEY `REL_dc4f33c8d24ef7a8af59aafc8b` (`contentSpaceId`),
    KEY `FK_c7f54e6269c013d9c273f025edd` (`templatesSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `template_content_space` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `rowId` int NOT NULL AUTO_INCREMENT,
    `settings` json NOT NULL,
    `level` int NOT NULL,
    `authorizationId` char(36),
    `collaborationId` char(36),
    `aboutId` char(36),
    `parentSpaceId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `IDX_93791de89f18db45fe1e9bd5e5` (`rowId`),
    UNIQUE KEY `REL_6c3991ba75f25e07d478a6296d` (`authorizationId`),
    UNIQUE KEY `REL_1101883dd80b6c54f3171979b9` (`collaborationId`),
    UNIQUE KEY `REL_9d01f912e7465553e45a551509` (`aboutId`),
    KEY `FK_9e2017ee8cfa420bcac748b85db` (`parentSpaceId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `template_default` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `type` varchar(128) NOT NULL,
    `allowedTemplateType` varchar(128) NOT NULL,
    `authorizationId` char(36),
    `templatesManagerId` char(36),
    `templateId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_9dbeb9326140b3ce01c1037efe` (`authorizationId`),
    UNIQUE KEY `REL_b6617b64c6ea8ebb24947ddbd4` (`templateId`),
    KEY `FK_c1135fa45c07ba625e1db9f93bd` (`templatesManagerId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `templates_manager` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    `templatesSetId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_19ea19263c6016f411fb008243` (`authorizationId`),
    UNIQUE KEY `REL_7ba875eee72ec5fcbe2355124d` (`templatesSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `templates_set` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_eb0176ef4b98c143322aa6f809` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `timeline` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    `calendarId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_5fe58ece01b48496aebc04733d` (`authorizationId`),
    UNIQUE KEY `REL_56aae15a664b2889a1a11c2cf8` (`calendarId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `user` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `communicationID` varchar(255) NOT NULL,
    `accountID` char(36) NOT NULL,
    `rowId` int NOT NULL AUTO_INCREMENT,
    `accountUpn` varchar(128) NOT NULL,
    `firstName` varchar(128) NOT NULL,
    `lastName` varchar(128) NOT NULL,
    `email` varchar(512) NOT NULL,
    `phone` varchar(128),
    `serviceProfile` tinyint NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    `agentId` char(36),
    `storageAggregatorId` char(36),
    `settingsId` char(36),
    `conversationsSetId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `IDX_266bc44a18601f893566962df6` (`rowId`),
    UNIQUE KEY `IDX_ad8730bcd46ca67fb2d1edd756` (`nameID`),
    UNIQUE KEY `IDX_c09b537a5d76200c622a0fd0b7` (`accountUpn`),
    UNIQUE KEY `IDX_e12875dfb3b1d92d7d7c5377e2` (`email`),
    UNIQUE KEY `REL_09f909622aa177a097256b7cc2` (`authorizationId`),
    UNIQUE KEY `REL_9466682df91534dd95e4dbaa61` (`profileId`),
    UNIQUE KEY `REL_b61c694cacfab25533bd23d9ad` (`agentId`),
    UNIQUE KEY `REL_10458c50c10436b6d589b40e5c` (`storageAggregatorId`),
    UNIQUE KEY `REL_390395c3d8592e3e8d8422ce85` (`settingsId`),
    UNIQUE KEY `IDX_user_conversationsSetId` (`conversationsSetId`),
    UNIQUE KEY `REL_user_conversationsSetId` (`conversationsSetId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `user_group` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    `organizationId` char(36),
    `communityId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_e8e32f1e59c349b406a4752e54` (`authorizationId`),
    UNIQUE KEY `REL_9912e4cfc1e09848a392a65151` (`profileId`),
    KEY `FK_694ebec955a90e999d9926b7da8` (`organizationId`),
    KEY `FK_9fcc131f256e969d773327f07cb` (`communityId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `user_settings` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `communication` json NOT NULL,
    `privacy` json NOT NULL,
    `notification` json NOT NULL,
    `authorizationId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_320cf6b7374f1204df6741bbb0` (`authorizationId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `vc_interaction` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `threadID` varchar(44) NOT NULL,
    `virtualContributorID` char(36) NOT NULL,
    `externalMetadata` text NOT NULL,
    `roomId` char(36),
    PRIMARY KEY (`id`),
    KEY `FK_d6f78c95ff41cdd30e505a4ebbb` (`roomId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `virtual_contributor` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `communicationID` varchar(255) NOT NULL,
    `listedInStore` tinyint NOT NULL,
    `searchVisibility` varchar(128) NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    `agentId` char(36),
    `accountId` char(36),
    `knowledgeBaseId` char(36),
    `settings` json NOT NULL,
    `rowId` int NOT NULL AUTO_INCREMENT,
    `aiPersonaID` char(36) NOT NULL,
    `dataAccessMode` varchar(128) NOT NULL,
    `interactionModes` text NOT NULL,
    `bodyOfKnowledgeType` varchar(128) NOT NULL,
    `bodyOfKnowledgeDescription` text,
    `bodyOfKnowledgeID` varchar(128),
    `promptGraphDefinition` json,
    `platformSettings` json,
    PRIMARY KEY (`id`),
    UNIQUE KEY `IDX_d068ef33a6752b8a48839b89d4` (`nameID`),
    UNIQUE KEY `IDX_a643bc875218dd4abbf86bbf7f` (`rowId`),
    UNIQUE KEY `REL_409cc6ee5429588f868cd59a1d` (`knowledgeBaseId`),
    UNIQUE KEY `REL_e2eaa2213ac4454039cd8abc07` (`authorizationId`),
    UNIQUE KEY `REL_4504c37764f6962ccbd165a21d` (`profileId`),
    UNIQUE KEY `REL_a8890dcd65b8c3ee6e160d33f3` (`agentId`),
    KEY `FK_7a962c9b04b0d197bc3c93262a7` (`accountId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `visual` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `name` varchar(255) NOT NULL,
    `uri` varchar(2048) NOT NULL,
    `minWidth` int NOT NULL,
    `maxWidth` int NOT NULL,
    `minHeight` int NOT NULL,
    `maxHeight` int NOT NULL,
    `aspectRatio` decimal(3,1) NOT NULL,
    `allowedTypes` text NOT NULL,
    `alternativeText` varchar(120),
    `authorizationId` char(36),
    `profileId` char(36),
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_4fbd109f9bb84f58b7a3c60649` (`authorizationId`),
    KEY `FK_1104f3ef8497ca40d99b9f46b87` (`profileId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE `whiteboard` (
    `id` char(36) NOT NULL,
    `createdDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    `updatedDate` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    `version` int NOT NULL,
    `nameID` varchar(36) NOT NULL,
    `content` longtext NOT NULL,
    `createdBy` char(36),
    `contentUpdatePolicy` varchar(128) NOT NULL,
    `authorizationId` char(36),
    `profileId` char(36),
    `previewSettings` json NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `REL_d3b86160bb7d704212382b0ca4` (`authorizationId`),
    UNIQUE KEY `REL_3f9e9e2798d2a4d84b16ee8477` (`profileId`)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

-- Foreign keys; last, because they go in circles.

ALTER TABLE `account`
    ADD CONSTRAINT `FK_833582df0c439ab8c9adc5240d1`
        FOREIGN KEY (`agentId`) REFERENCES `agent` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_8339e62882f239dc00ff5866f8c`
        FOREIGN KEY (`licenseId`) REFERENCES `license` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_91a165c1091a6959cc19d522399`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_950221e932175dc7cf7c0064887`
        FOREIGN KEY (`storageAggregatorId`) REFERENCES `storage_aggregator` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `agent`
    ADD CONSTRAINT `FK_8ed9d1af584fa62f1ad3405b33b`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `ai_persona`
    ADD CONSTRAINT `FK_293f0d3ef60cb0ca0006044ecfd`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_7460caf8dad74c0a302af76b1d5`
        FOREIGN KEY (`aiServerId`) REFERENCES `ai_server` (`id`);

ALTER TABLE `ai_server`
    ADD CONSTRAINT `FK_9d520fa5fed56042918e48fc4b5`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `application`
    ADD CONSTRAINT `FK_56f5614fff0028d403704995822`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_7ec2857c7d8d16432ffca1cb3d9`
        FOREIGN KEY (`lifecycleId`) REFERENCES `lifecycle` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_8fb220ad1ac1f9c86ec39d134e4`
        FOREIGN KEY (`roleSetId`) REFERENCES `role_set` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_b4ae3fea4a24b4be1a86dacf8a2`
        FOREIGN KEY (`userId`) REFERENCES `user` (`id`)
        ON DELETE CASCADE;

ALTER TABLE `application_questions`
    ADD CONSTRAINT `FK_8495fae86f13836b0745642baa8`
        FOREIGN KEY (`applicationId`) REFERENCES `application` (`id`)
        ON DELETE CASCADE ON UPDATE CASCADE,
    ADD CONSTRAINT `FK_fe50118fd82e7fe2f74f986a195`
        FOREIGN KEY (`nvpId`) REFERENCES `nvp` (`id`)
        ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE `authorization_policy`
    ADD CONSTRAINT `FK_24b8950effd9ba78caa48ba76df`
        FOREIGN KEY (`parentAuthorizationPolicyId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `calendar`
    ADD CONSTRAINT `FK_6e74d59afda096b68d12a699691`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `calendar_event`
    ADD CONSTRAINT `FK_80ab7835e1749581a27462eb87f`
        FOREIGN KEY (`calendarId`) REFERENCES `calendar` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_8ee86afa2808a4ab523b9ee6c5e`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_9349e137959f3ca5818c2e62b3f`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_b5069b11030e9608ee4468f850d`
        FOREIGN KEY (`commentsId`) REFERENCES `room` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `callout`
    ADD CONSTRAINT `FK_0674c137336c2417df036053b65`
        FOREIGN KEY (`classificationId`) REFERENCES `classification` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_08d3fa19eb35058446dafa99192`
        FOREIGN KEY (`calloutsSetId`) REFERENCES `callouts_set` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_36b0da55acff774d0845aeb55f2`
        FOREIGN KEY (`contributionDefaultsId`) REFERENCES `callout_contribution_defaults` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_6289dee12effb51320051c6f1fc`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_62ed316cda7b75735b20307b47e`
        FOREIGN KEY (`commentsId`) REFERENCES `room` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_cf776244b01436d8ca5cc762848`
        FOREIGN KEY (`framingId`) REFERENCES `callout_framing` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `callout_contribution`
    ADD CONSTRAINT `FK_5e34f9a356f6254b8da24f8947b`
        FOREIGN KEY (`whiteboardId`) REFERENCES `whiteboard` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_7370de8eb79ed00b0d403f2299a`
        FOREIGN KEY (`calloutId`) REFERENCES `callout` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_97fefc97fb254c30577696e1c0a`
        FOREIGN KEY (`postId`) REFERENCES `post` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_bdf2d0eced5c95968a85caaaaee`
        FOREIGN KEY (`linkId`) REFERENCES `link` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_d1e29afff9bc73a1e20e468e3fd`
        FOREIGN KEY (`memoId`) REFERENCES `memo` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_dfa86c46f509a61c6510536cd9a`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `callout_framing`
    ADD CONSTRAINT `FK_7c71c36a3eba63b8b52b30eb25d`
        FOREIGN KEY (`memoId`) REFERENCES `memo` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_8bc0e1f40be5816d3a593cbf7fa`
        FOREIGN KEY (`whiteboardId`) REFERENCES `whiteboard` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_c3eee1b0c21294874daec15ad59`
        FOREIGN KEY (`linkId`) REFERENCES `link` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_c9d7c2c4eb8a1d012ddc6605da9`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_f53e2d266432e58e538a366705d`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `callouts_set`
    ADD CONSTRAINT `FK_211515f7e21e93136a6b905e84a`
        FOREIGN KEY (`tagsetTemplateSetId`) REFERENCES `tagset_template_set` (`id`),
    ADD CONSTRAINT `FK_8f3fd7a83451183166aac4ad02f`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `classification`
    ADD CONSTRAINT `FK_42422fc4b9dfe4424046f12d8fd`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `collaboration`
    ADD CONSTRAINT `FK_262ecf3f5d70b82a48336184251`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_35c6b1de6d4d89dfe8e9c85d771`
        FOREIGN KEY (`innovationFlowId`) REFERENCES `innovation_flow` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_9e1ebbc0972fa354d33b67a1a02`
        FOREIGN KEY (`calloutsSetId`) REFERENCES `callouts_set` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_aa5815c9577533141cbc4aebe9f`
        FOREIGN KEY (`licenseId`) REFERENCES `license` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_f67a2d25c945269d602c182fbc0`
        FOREIGN KEY (`timelineId`) REFERENCES `timeline` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `communication`
    ADD CONSTRAINT `FK_a20c5901817dd09d5906537e087`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_eb99e588873c788a68a035478ab`
        FOREIGN KEY (`updatesId`) REFERENCES `room` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `community`
    ADD CONSTRAINT `FK_3b8f390d76263ef5996869da071`
        FOREIGN KEY (`roleSetId`) REFERENCES `role_set` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_6e7584bfb417bd0f8e8696ab585`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_7fbe50fa78a37776ad962cb7643`
        FOREIGN KEY (`communicationId`) REFERENCES `communication` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `community_guidelines`
    ADD CONSTRAINT `FK_3d60fe4fa40d54bad7d51bb4bd1`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_684b272e6f7459439d41d2879ee`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `conversation`
    ADD CONSTRAINT `FK_9604668892b53a75690fb92ec25`
        FOREIGN KEY (`conversationsSetId`) REFERENCES `conversations_set` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_a6cdd15ca94945e57a3abbf64d1`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_c3eb45de493217a6d0e225028fa`
        FOREIGN KEY (`roomId`) REFERENCES `room` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `conversations_set`
    ADD CONSTRAINT `FK_57e3ee47af26b479a67e7f94da0`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `credential`
    ADD CONSTRAINT `FK_dbe0929355f82e5995f0b7fd5e2`
        FOREIGN KEY (`agentId`) REFERENCES `agent` (`id`)
        ON DELETE CASCADE;

ALTER TABLE `discussion`
    ADD CONSTRAINT `FK_0de78853c1ee793f61bda7eff79`
        FOREIGN KEY (`forumId`) REFERENCES `forum` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_2d8a3ca181c3f0346817685d21d`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_4555dccdda9ba57d8e3a634cd0d`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_5337074c9b818bb63e6f314c808`
        FOREIGN KEY (`commentsId`) REFERENCES `room` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `document`
    ADD CONSTRAINT `FK_851e50ec4be7c62a1f9b9a430bf`
        FOREIGN KEY (`storageBucketId`) REFERENCES `storage_bucket` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_9fb9257b14ec21daf5bc9aa4c8e`
        FOREIGN KEY (`tagsetId`) REFERENCES `tagset` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_d9e2dfcccf59233c17cc6bc6418`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `forum`
    ADD CONSTRAINT `FK_3b0c92945f36d06f37de80285dd`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `in_app_notification`
    ADD CONSTRAINT `FK_3a71f82d91a3809bd652cd80f1f`
        FOREIGN KEY (`organizationID`) REFERENCES `organization` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_439dd686c1912533c380b783f0b`
        FOREIGN KEY (`roomID`) REFERENCES `room` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_60085ab32808bc5f628fe3ca587`
        FOREIGN KEY (`spaceID`) REFERENCES `space` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_618449b41643adab8598b80e1b2`
        FOREIGN KEY (`contributorOrganizationID`) REFERENCES `organization` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_6df3d947b625cf6bd2ed856f632`
        FOREIGN KEY (`contributionID`) REFERENCES `callout_contribution` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_75c3fa6ba71954e8586bfdbe725`
        FOREIGN KEY (`calloutID`) REFERENCES `callout` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_8bf8b7bba9aab93abcaa4238820`
        FOREIGN KEY (`calendarEventID`) REFERENCES `calendar_event` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_a84dd5170304562dbd58b37521e`
        FOREIGN KEY (`receiverID`) REFERENCES `user` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_b2f1dc00232220031a6921da1b9`
        FOREIGN KEY (`invitationID`) REFERENCES `invitation` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_b8fe43c84d0f765bba5f6bd054d`
        FOREIGN KEY (`applicationID`) REFERENCES `application` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_c9c5d92154e4300bad54b7bbcc7`
        FOREIGN KEY (`contributorVcID`) REFERENCES `virtual_contributor` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_d298041d567d984ed6c0667c814`
        FOREIGN KEY (`userID`) REFERENCES `user` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_e4b8c5447b138bd2ce749274ae3`
        FOREIGN KEY (`contributorUserID`) REFERENCES `user` (`id`)
        ON DELETE CASCADE;

ALTER TABLE `innovation_flow`
    ADD CONSTRAINT `FK_858fd06a671b804765d91251e6c`
        FOREIGN KEY (`flowStatesTagsetTemplateId`) REFERENCES `tagset_template` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_96a8cbe1706f459fd7d883be9bd`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_a6e050daa4c7a3ab1e411c36517`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `innovation_flow_state`
    ADD CONSTRAINT `FK_73db98435e680e2a2dada61e815`
        FOREIGN KEY (`innovationFlowId`) REFERENCES `innovation_flow` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_83d9f1d85d3ca51828168ea3367`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `innovation_hub`
    ADD CONSTRAINT `FK_156fd30246eb151b9d17716abf5`
        FOREIGN KEY (`accountId`) REFERENCES `account` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_36c8905c2c6c59467c60d94fd8a`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_b411e4f27d77a96eccdabbf4b45`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `innovation_pack`
    ADD CONSTRAINT `FK_51014590f9644e6ff9e0536f40f`
        FOREIGN KEY (`accountId`) REFERENCES `account` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_5facd6d188068a5a1c5b6f07fc3`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_8af8122897b05315e7eb8925253`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_a1441e46c8d36090e1f6477cea5`
        FOREIGN KEY (`templatesSetId`) REFERENCES `templates_set` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `invitation`
    ADD CONSTRAINT `FK_6a3b86c6db10582baae7058f5b9`
        FOREIGN KEY (`roleSetId`) REFERENCES `role_set` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_b0c80ccf319a1c7a7af12b39987`
        FOREIGN KEY (`lifecycleId`) REFERENCES `lifecycle` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_b132226941570cb650a4023d493`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `knowledge_base`
    ADD CONSTRAINT `FK_0e8a8e02916c701eeed6bf866ad`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_610fe23f4b0c4d8e38f0d0fbf34`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_970b16bb8c1f8daee6135b00c82`
        FOREIGN KEY (`calloutsSetId`) REFERENCES `callouts_set` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `library`
    ADD CONSTRAINT `FK_3879db652f2421337691219ace8`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `license`
    ADD CONSTRAINT `FK_bfd01743815f0dd68ac1c5c45c0`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `license_entitlement`
    ADD CONSTRAINT `FK_badab780c9f3e196d98ab324686`
        FOREIGN KEY (`licenseId`) REFERENCES `license` (`id`)
        ON DELETE CASCADE;

ALTER TABLE `license_plan`
    ADD CONSTRAINT `FK_9f99adf29316d6aa1d0e8ecae54`
        FOREIGN KEY (`licensingFrameworkId`) REFERENCES `licensing_framework` (`id`)
        ON DELETE CASCADE;

ALTER TABLE `license_policy`
    ADD CONSTRAINT `FK_23d4d78ea8db637df031f86f030`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `licensing_framework`
    ADD CONSTRAINT `FK_29b5cd2c555b47f80942dfa4aa7`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_427ff5dfcabbc692ed6d71acaea`
        FOREIGN KEY (`licensePolicyId`) REFERENCES `license_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `link`
    ADD CONSTRAINT `FK_07f249ac87502495710a62c5c01`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_3bfc8c1aaec1395cc148268d3cd`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `memo`
    ADD CONSTRAINT `FK_3eae185405c8e3a7d1828cf8639`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_c3a02e516496db62a676a0bfb74`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `organization`
    ADD CONSTRAINT `FK_395aa74996a1f978b4969d114b1`
        FOREIGN KEY (`storageAggregatorId`) REFERENCES `storage_aggregator` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_5a72d5b37312bac2e0a01157185`
        FOREIGN KEY (`verificationId`) REFERENCES `organization_verification` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_7f1bec8979b57ed7ebd392a2ca9`
        FOREIGN KEY (`agentId`) REFERENCES `agent` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_857684833bbd26eff72f97bcfdb`
        FOREIGN KEY (`roleSetId`) REFERENCES `role_set` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_d2cb77c14644156ec8e865608e0`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_e0e150e4f11d906b931b46a2d89`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `organization_verification`
    ADD CONSTRAINT `FK_1cc3b275fc2a9d9d9b0ae33b310`
        FOREIGN KEY (`lifecycleId`) REFERENCES `lifecycle` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_c66eddab0caacb1ef8d46bcafdb`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `platform`
    ADD CONSTRAINT `FK_36d8347a558f81ced8a621fe509`
        FOREIGN KEY (`licensingFrameworkId`) REFERENCES `licensing_framework` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_40f3ebb0c2a0b2a1557e67f8496`
        FOREIGN KEY (`roleSetId`) REFERENCES `role_set` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_81f92b22d30540102e9654e892c`
        FOREIGN KEY (`templatesManagerId`) REFERENCES `templates_manager` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_9f621c51dd854634d8766a9cfaf`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_ca469f5ec53a7719d155d60aca1`
        FOREIGN KEY (`libraryId`) REFERENCES `library` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_dd88d373c64b04e24705d575c99`
        FOREIGN KEY (`forumId`) REFERENCES `forum` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_f516dd9a46616999c7e9a6adc15`
        FOREIGN KEY (`storageAggregatorId`) REFERENCES `storage_aggregator` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `platform_invitation`
    ADD CONSTRAINT `FK_562dce4a08bb214f08107b3631e`
        FOREIGN KEY (`roleSetId`) REFERENCES `role_set` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_c0448d2c992a62c9c11bd0f1422`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `post`
    ADD CONSTRAINT `FK_042b9825d770d6b3009ae206c2f`
        FOREIGN KEY (`commentsId`) REFERENCES `room` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_390343b22abec869bf800419333`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_970844fcd10c2b6df7c1b49eacf`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `profile`
    ADD CONSTRAINT `FK_432056041df0e4337b17ff7b09d`
        FOREIGN KEY (`locationId`) REFERENCES `location` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_4a1c74fd2a61b32d9d9500e0650`
        FOREIGN KEY (`storageBucketId`) REFERENCES `storage_bucket` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_a96475631aba7dce41db03cc8b2`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `reference`
    ADD CONSTRAINT `FK_2f46c698fc4c19a8cc233c5f255`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_73e8ae665a49366ca7e2866a45d`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `role`
    ADD CONSTRAINT `FK_66d695b73839e9b66ff1350d34f`
        FOREIGN KEY (`roleSetId`) REFERENCES `role_set` (`id`)
        ON DELETE CASCADE;

ALTER TABLE `role_set`
    ADD CONSTRAINT `FK_00905b142498f63e76d38fb254e`
        FOREIGN KEY (`applicationFormId`) REFERENCES `form` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_86acc254af20d20c9d87c3503d5`
        FOREIGN KEY (`parentRoleSetId`) REFERENCES `role_set` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_b038f74c8d4eadb839e78b99ce5`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_c25bfb0c837427dd54e250b240e`
        FOREIGN KEY (`licenseId`) REFERENCES `license` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `room`
    ADD CONSTRAINT `FK_d1d94dd8e0c417b4188a05ccbca`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `space`
    ADD CONSTRAINT `FK_3ef80ef55ba1a1d45e625ea8389`
        FOREIGN KEY (`licenseId`) REFERENCES `license` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_68fa2c2b00cc1ed77e7c225e8ba`
        FOREIGN KEY (`communityId`) REFERENCES `community` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_6bdeffaf6ea6159b4672a2aed70`
        FOREIGN KEY (`accountId`) REFERENCES `account` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_8d03fd2c8e8411ec9192c79cd99`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_980c4643d7d9de1b97bc39f5185`
        FOREIGN KEY (`storageAggregatorId`) REFERENCES `storage_aggregator` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_9c664d684f987a735678b0ba825`
        FOREIGN KEY (`agentId`) REFERENCES `agent` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_c59c1beb254808dd32007de6617`
        FOREIGN KEY (`aboutId`) REFERENCES `space_about` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_dea52ce918df6950019678fa355`
        FOREIGN KEY (`templatesManagerId`) REFERENCES `templates_manager` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_ea06eb8894469a0f262d929bf06`
        FOREIGN KEY (`collaborationId`) REFERENCES `collaboration` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_ef1ff4ac7f613cc0677e2295b30`
        FOREIGN KEY (`parentSpaceId`) REFERENCES `space` (`id`);

ALTER TABLE `space_about`
    ADD CONSTRAINT `FK_35584de03c66d9d473cbbe9d372`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_830c5cd4eda4b4ba8e297101c73`
        FOREIGN KEY (`guidelinesId`) REFERENCES `community_guidelines` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_8ce1fdaa7405b062b0102ce5f12`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `storage_aggregator`
    ADD CONSTRAINT `FK_0647707288c243e60091c8d8620`
        FOREIGN KEY (`directStorageId`) REFERENCES `storage_bucket` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_b80c28f5335ab5442f63c644d94`
        FOREIGN KEY (`parentStorageAggregatorId`) REFERENCES `storage_aggregator` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_f3b4d59c0b805c9c1ecb0070e16`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `storage_bucket`
    ADD CONSTRAINT `FK_11d0ed50a26da5513f7e4347847`
        FOREIGN KEY (`storageAggregatorId`) REFERENCES `storage_aggregator` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_f2f48b57269987b13b415a00587`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `tagset`
    ADD CONSTRAINT `FK_391d124a58a845b85a047acc9d3`
        FOREIGN KEY (`classificationId`) REFERENCES `classification` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_644155610ddc40dc4e19781c8f0`
        FOREIGN KEY (`tagsetTemplateId`) REFERENCES `tagset_template` (`id`),
    ADD CONSTRAINT `FK_81fc213b2d9ad0cddeab1a9ce64`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_eb59b98ee6ef26c993d0d75c83c`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `tagset_template`
    ADD CONSTRAINT `FK_96f23f044acf305c1699e0319d2`
        FOREIGN KEY (`tagsetTemplateSetId`) REFERENCES `tagset_template_set` (`id`)
        ON DELETE CASCADE;

ALTER TABLE `template`
    ADD CONSTRAINT `FK_4318f97beabd362a8a09e9d3203`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_c6e4d1a07781a809ad3b3ee8265`
        FOREIGN KEY (`calloutId`) REFERENCES `callout` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_c7f54e6269c013d9c273f025edd`
        FOREIGN KEY (`templatesSetId`) REFERENCES `templates_set` (`id`),
    ADD CONSTRAINT `FK_dc4f33c8d24ef7a8af59aafc8b3`
        FOREIGN KEY (`contentSpaceId`) REFERENCES `template_content_space` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_eedeae5e63f9a9c3a0161541e98`
        FOREIGN KEY (`communityGuidelinesId`) REFERENCES `community_guidelines` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_f09090a77e07377eefb3f731d9f`
        FOREIGN KEY (`whiteboardId`) REFERENCES `whiteboard` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_f58c3b144b6e010969e199beeff`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `template_content_space`
    ADD CONSTRAINT `FK_1101883dd80b6c54f3171979b99`
        FOREIGN KEY (`collaborationId`) REFERENCES `collaboration` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_6c3991ba75f25e07d478a6296dd`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_9d01f912e7465553e45a551509b`
        FOREIGN KEY (`aboutId`) REFERENCES `space_about` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_9e2017ee8cfa420bcac748b85db`
        FOREIGN KEY (`parentSpaceId`) REFERENCES `template_content_space` (`id`);

ALTER TABLE `template_default`
    ADD CONSTRAINT `FK_9dbeb9326140b3ce01c1037efee`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_b6617b64c6ea8ebb24947ddbd45`
        FOREIGN KEY (`templateId`) REFERENCES `template` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_c1135fa45c07ba625e1db9f93bd`
        FOREIGN KEY (`templatesManagerId`) REFERENCES `templates_manager` (`id`);

ALTER TABLE `templates_manager`
    ADD CONSTRAINT `FK_19ea19263c6016f411fb0082437`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_7ba875eee72ec5fcbe2355124df`
        FOREIGN KEY (`templatesSetId`) REFERENCES `templates_set` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `templates_set`
    ADD CONSTRAINT `FK_eb0176ef4b98c143322aa6f8090`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `timeline`
    ADD CONSTRAINT `FK_56aae15a664b2889a1a11c2cf82`
        FOREIGN KEY (`calendarId`) REFERENCES `calendar` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_5fe58ece01b48496aebc04733da`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `user`
    ADD CONSTRAINT `FK_09f909622aa177a097256b7cc22`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_10458c50c10436b6d589b40e5ca`
        FOREIGN KEY (`storageAggregatorId`) REFERENCES `storage_aggregator` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_390395c3d8592e3e8d8422ce853`
        FOREIGN KEY (`settingsId`) REFERENCES `user_settings` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_9466682df91534dd95e4dbaa616`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_b61c694cacfab25533bd23d9add`
        FOREIGN KEY (`agentId`) REFERENCES `agent` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_user_conversationsSetId`
        FOREIGN KEY (`conversationsSetId`) REFERENCES `conversations_set` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `user_group`
    ADD CONSTRAINT `FK_694ebec955a90e999d9926b7da8`
        FOREIGN KEY (`organizationId`) REFERENCES `organization` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_9912e4cfc1e09848a392a651514`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_9fcc131f256e969d773327f07cb`
        FOREIGN KEY (`communityId`) REFERENCES `community` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_e8e32f1e59c349b406a4752e545`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `user_settings`
    ADD CONSTRAINT `FK_320cf6b7374f1204df6741bbb0c`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `vc_interaction`
    ADD CONSTRAINT `FK_d6f78c95ff41cdd30e505a4ebbb`
        FOREIGN KEY (`roomId`) REFERENCES `room` (`id`)
        ON DELETE CASCADE;

ALTER TABLE `virtual_contributor`
    ADD CONSTRAINT `FK_409cc6ee5429588f868cd59a1de`
        FOREIGN KEY (`knowledgeBaseId`) REFERENCES `knowledge_base` (`id`),
    ADD CONSTRAINT `FK_4504c37764f6962ccbd165a21de`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_7a962c9b04b0d197bc3c93262a7`
        FOREIGN KEY (`accountId`) REFERENCES `account` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_a8890dcd65b8c3ee6e160d33f3a`
        FOREIGN KEY (`agentId`) REFERENCES `agent` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_e2eaa2213ac4454039cd8abc07d`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `visual`
    ADD CONSTRAINT `FK_1104f3ef8497ca40d99b9f46b87`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE CASCADE,
    ADD CONSTRAINT `FK_4fbd109f9bb84f58b7a3c60649c`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;

ALTER TABLE `whiteboard`
    ADD CONSTRAINT `FK_3f9e9e2798d2a4d84b16ee8477c`
        FOREIGN KEY (`profileId`) REFERENCES `profile` (`id`)
        ON DELETE SET NULL,
    ADD CONSTRAINT `FK_d3b86160bb7d704212382b0ca44`
        FOREIGN KEY (`authorizationId`) REFERENCES `authorization_policy` (`id`)
        ON DELETE SET NULL;
