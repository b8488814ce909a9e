-- Three tables to measure with.

-- As applications have them: 400 bytes in twelve columns of every kind.
CREATE TABLE `wide` (
    `id` bigint NOT NULL,
    `customer_id` int NOT NULL,
    `amount` decimal(12,2) NOT NULL,
    `ratio` double,
    `title` varchar(100) NOT NULL,
    `note` text,
    `created_at` datetime(6) NOT NULL,
    `due` date,
    `active` tinyint(1) NOT NULL,
    `reference` char(36) NOT NULL,
    `status` enum ('draft', 'open', 'paid', 'void') NOT NULL,
    `attributes` json NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

-- Where the cost of a row counts, not that of its bytes.
CREATE TABLE `narrow` (
    `id` int NOT NULL,
    `item_id` int NOT NULL,
    `day` date NOT NULL,
    `quantity` int NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

-- Where the cost of JSON counts.
CREATE TABLE `authz` (
    `id` char(36) NOT NULL,
    `rules` json NOT NULL,
    PRIMARY KEY (`id`)
) ENGINE = InnoDB
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;
