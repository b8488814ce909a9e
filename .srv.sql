drop extension if exists converge cascade; create extension converge;
create server shop foreign data wrapper converge_mysql options (host '127.0.0.1', port '36047', dbname 'c_shop');
create user mapping for current_user server shop options (username 'reader', password 'reader');
create server views foreign data wrapper converge_mysql options (host '127.0.0.1', port '36047', dbname 'c_views');
create user mapping for current_user server views options (username 'reader', password 'reader');
