SELECT bool_and((f).translated + (f).refused = 20000) AS survived, sum((f).translated) > 100 AS some_translated
FROM (VALUES
    ('((`a` + 1) * 2) / nullif((`b` % 3),0) <=> if((`a` between 1 and 10),(`s` like _utf8mb4''a\_%'' escape ''|''),-(0x4f))'),
    ('concat(trim(leading ''x'' from `s`),substr(`s`,-(3),2),date_format(`d`,''%Y-%m'')) in (''a'',''b'',cast(`a` as char charset utf8mb4))'),
    ('case when json_unquote(json_extract(`j`,''$.a."b c"[0]'')) is null then regexp_like(`s`,''^[a-z]+(x|y){2}$'') else not(`a` > 1) end'),
    ('select `db`.`t`.`a` AS `a`,count(0) AS `n`,group_concat(distinct `db`.`t`.`d` order by `db`.`t`.`d` desc separator ''|'') AS `g` from (`db`.`t` left join `db`.`t` `u` on((`db`.`t`.`a` = `u`.`b`))) where exists(select 1 from `db`.`t`) group by `db`.`t`.`a` having (`n` > 1) order by `n` desc limit 3 offset 1'),
    ('with recursive `n` (`i`) as (select 1 AS `1` union all select (`n`.`i` + 1) AS `i+1` from `n` where (`n`.`i` < 10)) select `n`.`i` AS `i`,row_number() OVER (PARTITION BY `n`.`i` ORDER BY `n`.`i` ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS `r` from `n`')
    , ('select sum((`db`.`t`.`a` / 3)) AS `x`,(case when 1 then (select 1) else `t`.`b` end) AS `y` from (`db`.`t` join `t` u on(1)) where `t`.`a` in (select 1 union select 2) and (1,2) in ((1,2),(3,4)) group by `t`.`a`')
    ) AS cases (sql),
LATERAL (SELECT fuzz(sql, '{a|integer,b|bigint,s|text|ci,d|date,j|jsonb}', 10000, 42) AS f) AS run;

-- an alias that names itself
SELECT (translate_view('select sum(`x` + 1) AS `x` from `t` having `x` > 1', '{.t|t|0,a|integer}')).body;
-- nesting and length have limits, and are no crash
SELECT left(translate_expression(repeat('(', n) || '1' || repeat(')', n)), 80) FROM (VALUES (50), (100000)) AS v (n);
SELECT left(translate_expression(repeat('not ', 100000) || '1'), 80);
SELECT left(translate_expression(repeat('-', 100000) || '1'), 80);
SELECT left(translate_expression('1' || repeat('+1', n)), 80) FROM (VALUES (100), (100000)) AS v (n);
SELECT length(translate_expression('`b`' || repeat(' and `b`', 5000), columns => '{b|boolean}'));
SELECT left(translate_expression(repeat('greatest(`a`,', 90) || '1' || repeat(')', 90), columns => '{a|integer}'), 80);
SELECT left(translate_expression(repeat('a', 300000)), 80);
SELECT left((translate_view('select ' || repeat('(select ', 50000), '{}')).body, 80);
SELECT left((translate_view('select 1 from ' || repeat('(', 50000), '{}')).body, 80);
SELECT left((translate_view('select 1 from t ' || repeat(' join t', 50000), '{}')).body, 80);
SELECT left(translate_expression(repeat('case when ', 50000)), 80);
SELECT left(translate_expression(repeat('1 between 1 and ', 10000) || '1'), 80);
