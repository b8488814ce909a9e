-- CHECKs of columns and tables, with functions, and those that have no counterpart.

CREATE TABLE checked (
    id int PRIMARY KEY,
    age int CHECK (age >= 18),
    rate decimal(5,2), low int, high int, code varchar(10) COLLATE utf8mb4_bin, kind varchar(10) COLLATE utf8mb4_bin, day date, flags int,
    CONSTRAINT rate_range CHECK (rate BETWEEN 0 AND 100),
    CONSTRAINT low_high CHECK (low < high OR low IS NULL),
    CONSTRAINT code_filled CHECK (code <> ''),
    CONSTRAINT code_length CHECK (CHAR_LENGTH(code) <= 8),
    CONSTRAINT kind_known CHECK (kind IN ('one', 'two', 'it''s')),
    CONSTRAINT not_both CHECK (low <> 1 OR high <> 2),
    CONSTRAINT new_days CHECK (day > '2000-01-01'),
    CONSTRAINT even_flags CHECK (flags % 2 = 0),
    CONSTRAINT xor_null CHECK ((low IS NULL) = (high IS NULL)),
    CONSTRAINT one_given CHECK (COALESCE(low, age) IS NOT NULL),
    CONSTRAINT upper_code CHECK (CAST(UPPER(code) AS BINARY) = CAST(code AS BINARY)));
INSERT INTO checked VALUES (1, 18, 0, 1, 3, 'ABC', 'one', '2000-01-02', 2), (2, NULL, 100, -1, 5, NULL, NULL, NULL, NULL), (3, 99, NULL, 0, 1, 'X', 'it''s', '9999-12-31', -4);

-- patterns follow the collation of their column
CREATE TABLE patterned (
    id int PRIMARY KEY, word varchar(20) COLLATE utf8mb4_bin, name varchar(20) COLLATE utf8mb4_general_ci,
    CONSTRAINT word_letters CHECK (word REGEXP '^[a-z]+$'), CONSTRAINT name_letters CHECK (name REGEXP '^[a-z]+$'),
    CONSTRAINT word_like CHECK (word LIKE 'a%' OR word LIKE '_b%'));
INSERT INTO patterned VALUES (1, 'abc', 'ABC'), (2, NULL, NULL);

-- the name of a check of another table may come again on the target
CREATE TABLE checked_too (id int PRIMARY KEY, v int, CONSTRAINT v_positive CHECK (v > 0), CONSTRAINT v_small CHECK (v < 100));
INSERT INTO checked_too VALUES (1, 1), (2, NULL);
