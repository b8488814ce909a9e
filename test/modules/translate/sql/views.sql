-- views as information_schema shows them
CREATE FUNCTION v(sql text) RETURNS text LANGUAGE sql AS $$
    SELECT replace(body, E'\n', ' ') || coalesce(' [' || kinds || ']', '')
    FROM translate_view(sql, ARRAY['.film|public.film|0', 'id|integer', 'title|character varying(50)|ci', 'code|text',
        'rate|numeric(4,2)', 'active|boolean', 'released|date', '.actor|other."Actor"|0', 'id|integer', 'film_id|integer', 'name|text'])
$$;
\pset format unaligned
\pset tuples_only on
SELECT v(sql) FROM (VALUES
    ('select `db`.`film`.`id` AS `id`,`db`.`film`.`title` AS `name` from `db`.`film` where (0 <> `db`.`film`.`active`)'),
    ('select `f`.`id` AS `id`,count(0) AS `n` from (`db`.`film` `f` join `db`.`actor` `a` on((`a`.`film_id` = `f`.`id`))) group by `f`.`id` order by `n` desc limit 5'),
    ('select `f`.`title` AS `title`,count(0) AS `n` from (`db`.`film` `f` left join `db`.`actor` `a` on((`a`.`film_id` = `f`.`id`))) group by `f`.`id`'),
    ('select (`db`.`film`.`rate` > 2) AS `good`,`db`.`film`.`active` AS `active` from `db`.`film` order by `db`.`film`.`released`'),
    ('select `db`.`film`.`id` AS `id` from `db`.`film` where (`db`.`film`.`title` = ''Alien'')'),
    ('select 1 AS `a` union all select 2 AS `2` order by `a`'),
    ('with recursive `n` (`i`) as (select 1 AS `1` union all select (`n`.`i` + 1) AS `i+1` from `n` where (`n`.`i` < 10)) select `n`.`i` AS `i` from `n`'),
    ('select avg(`db`.`film`.`rate`) AS `x` from `db`.`film`'),
    ('select `db`.`actor`.`name` AS `name`,(select max(`db`.`film`.`rate`) from `db`.`film` where (`db`.`film`.`id` = `db`.`actor`.`film_id`)) AS `m` from `db`.`actor`')) AS cases (sql);
-- and what has no translation
SELECT v(sql) FROM (VALUES
    ('select `other`.`t`.`id` AS `id` from `other`.`t`'),
    ('select `db`.`nosuch`.`id` AS `id` from `db`.`nosuch`'),
    ('select `db`.`film`.`nosuch` AS `id` from `db`.`film`'),
    ('select `db`.`film`.`rate` AS `rate`,count(0) AS `n` from `db`.`film` group by `db`.`film`.`code`'),
    ('select `db`.`film`.`title` AS `t`,count(0) AS `n` from `db`.`film` group by `db`.`film`.`title`'),
    ('select sleep(1) AS `s`'),
    ('select 1 AS `a` from')) AS cases (sql);
