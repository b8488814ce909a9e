CREATE TABLE checked (
    id integer PRIMARY KEY,
    age integer CHECK (age >= 18),
    rate numeric(5,2), low integer, high integer, code varchar(10), kind varchar(10), day date, flags integer,
    CONSTRAINT rate_range CHECK (rate BETWEEN 0 AND 100),
    CONSTRAINT low_high CHECK (low < high OR low IS NULL),
    CONSTRAINT code_filled CHECK (code <> ''),
    CONSTRAINT code_length CHECK (length(code) <= 8),
    CONSTRAINT kind_known CHECK (kind IN ('one', 'two', 'it''s')),
    CONSTRAINT not_both CHECK (low <> 1 OR high <> 2),
    CONSTRAINT new_days CHECK (day > '2000-01-01'),
    CONSTRAINT even_flags CHECK (flags % 2 = 0),
    CONSTRAINT xor_null CHECK ((low IS NULL) = (high IS NULL)),
    CONSTRAINT one_given CHECK (COALESCE(low, age) IS NOT NULL),
    CONSTRAINT upper_code CHECK (upper(code) = code));

CREATE TABLE patterned (
    id integer PRIMARY KEY, word varchar(20), name varchar(20),
    CONSTRAINT word_letters CHECK (word ~ '^[a-z]+$'), CONSTRAINT name_letters CHECK (name ~* '^[a-z]+$'),
    CONSTRAINT word_like CHECK (word LIKE 'a%' OR word LIKE '_b%'));

CREATE TABLE checked_too (id integer PRIMARY KEY, v integer, CONSTRAINT v_positive CHECK (v > 0), CONSTRAINT v_small CHECK (v < 100));
