-- Columns whose collation at the source ignores case
SET client_min_messages = warning;
\pset format unaligned
\pset tuples_only on
CREATE EXTENSION citext;
\set spec 'table a\n column id varchar(10) collation=utf8mb4_0900_ai_ci\n column b varchar(10) collation=utf8mb4_bin\n column c text collation=utf8mb4_0900_as_ci null\n column d varchar(20) collation=utf8mb4_0900_as_cs\n column e char(5) collation=utf8mb4_uca1400_ai_cs\n column f enum(''x'') collation=utf8mb4_0900_ai_ci\n column g char(36) collation=utf8mb4_0900_ai_ci uuid=yes\n column h int\n primary id\n unique b_key b\n unique c_key h,c\n unique e_key e\n unique f_key f\n unique g_key g\n table b\n column a_id varchar(10) collation=utf8mb4_0900_ai_ci\n column plain varchar(10) collation=utf8mb4_0900_ai_ci\n foreign b_a a_id a id\n'
\echo plain: warnings for keys
SELECT * FROM cvg_test_choose(E:'spec');
\echo icu: a collation for each of the source
SELECT * FROM cvg_test_choose(E:'spec', '{case=icu}');
\echo citext: lengths become checks, accents a warning
SELECT * FROM cvg_test_choose(E:'spec', '{case=citext,citext=public}');
\echo citext that is not to be had
SELECT cvg_test_try(E:'spec', '{case=citext}');
\echo a rule goes before the option
SELECT * FROM cvg_test_choose('table t
    column a varchar(5) collation=utf8mb4_0900_ai_ci
    column b varchar(5) collation=utf8mb4_0900_ai_ci
    rule t a type text
    rule t b type citext', '{case=citext,citext=public}');
\echo both sides of a foreign key have one collation
SELECT * FROM cvg_test_choose('table a
    column id varchar(5) collation=utf8mb4_0900_ai_ci
    primary id
table b
    column a_id varchar(5) collation=utf8mb4_general_ci
    foreign b_a a_id a id', '{case=icu}');

\echo locales: expectations beside, differences printed
CREATE TABLE locale (collation_name text, locale text);
INSERT INTO locale VALUES
('utf8mb4_0900_ai_ci', 'und-u-ks-level1'),
('utf8mb4_0900_as_ci', 'und-u-ks-level2'),
('utf8mb4_general_ci', 'und-u-ks-level1'),
('utf8mb3_unicode_ci', 'und-u-ks-level1'),
('utf8mb4_unicode_520_ci', 'und-u-ks-level1'),
('utf8mb4_general_nopad_ci', 'und-u-ks-level1'),
('ucs2_general_ci', 'und-u-ks-level1'),
('utf8mb4_uca1400_ai_ci', 'und-u-ks-level1'),
('utf8mb4_uca1400_nopad_as_ci', 'und-u-ks-level2'),
('utf8mb4_uca1400_ai_cs', 'und-u-kc-ks-level1'),
('utf8mb4_uca1400_czech_ai_cs', 'cs-u-kc-ks-level1'),
('utf8mb4_uca1400_swedish_as_ci', 'sv-u-ks-level2'),
('utf8mb4_de_pb_0900_ai_ci', 'de-u-co-phonebk-ks-level1'),
('utf8mb4_german2_ci', 'de-u-co-phonebk-ks-level1'),
('utf8mb4_es_0900_ai_ci', 'es-u-ks-level1'),
('utf8mb4_es_trad_0900_ai_ci', 'es-u-co-trad-ks-level1'),
('utf8mb4_spanish2_ci', 'es-u-co-trad-ks-level1'),
('utf8mb4_cs_0900_ai_ci', 'cs-u-ks-level1'),
('utf8mb4_sr_latn_0900_ai_ci', 'sr-Latn-u-ks-level1'),
('utf8mb4_tr_0900_ai_ci', 'tr-u-ks-level1'),
('latin1_swedish_ci', 'sv-u-ks-level1'),
('latin1_german1_ci', 'de-u-ks-level1'),
('latin1_general_ci', 'und-u-ks-level2'),
('latin2_croatian_ci', 'hr-u-ks-level2'),
('cp1251_ukrainian_ci', 'uk-u-ks-level2'),
('ascii_general_ci', 'und-u-ks-level2'),
('utf8mb4_bin', NULL),
('utf8mb4_0900_bin', NULL),
('utf8mb4_0900_as_cs', NULL),
('utf8mb4_ja_0900_as_cs_ks', NULL),
('latin1_general_cs', NULL);
SELECT l.collation_name, l.locale, got.line FROM locale l
LEFT JOIN LATERAL (SELECT line FROM cvg_test_choose('table t
    column c text collation=' || l.collation_name, '{case=icu}') AS c(line) WHERE line LIKE 'collation %') got ON true
WHERE got.line IS DISTINCT FROM 'collation ' || l.collation_name || ' ' || l.locale;
\echo PostgreSQL makes all of these, and they compare as said
DO $$
DECLARE
    l locale;
BEGIN
    FOR l IN SELECT * FROM locale WHERE locale IS NOT NULL LOOP
        EXECUTE format('CREATE COLLATION %I (provider = icu, locale = %L, deterministic = false)', l.collation_name, l.locale);
    END LOOP;
END $$;
SELECT 'a' = 'A' COLLATE utf8mb4_0900_ai_ci, 'e' = 'é' COLLATE utf8mb4_0900_ai_ci, 'a' = 'b' COLLATE utf8mb4_0900_ai_ci;
SELECT 'a' = 'A' COLLATE utf8mb4_0900_as_ci, 'e' = 'é' COLLATE utf8mb4_0900_as_ci;
SELECT 'a' = 'A' COLLATE utf8mb4_uca1400_ai_cs, 'e' = 'é' COLLATE utf8mb4_uca1400_ai_cs;
SELECT 'a' = 'ä' COLLATE latin1_swedish_ci, 'e' = 'é' COLLATE latin1_swedish_ci, 'ä' = 'ae' COLLATE utf8mb4_german2_ci;
