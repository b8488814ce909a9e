-- The collations of MySQL 8 and later.

CREATE TABLE modern (
    id int PRIMARY KEY, ai varchar(20) COLLATE utf8mb4_0900_ai_ci, acs varchar(20) COLLATE utf8mb4_0900_as_cs, aci varchar(20) COLLATE utf8mb4_0900_as_ci,
    nine_bin varchar(20) COLLATE utf8mb4_0900_bin,
    UNIQUE KEY modern_ai (ai), UNIQUE KEY modern_acs (acs), UNIQUE KEY modern_aci (aci), UNIQUE KEY modern_bin (nine_bin));
INSERT INTO modern VALUES (1, 'a', 'a', 'a', 'a'), (2, 'b', 'A', 'é', 'A');
