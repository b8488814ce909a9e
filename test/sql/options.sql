--
-- Options of servers and user mappings of converge_mysql
--
SET client_min_messages = warning;

-- Every option of a server, in one that is accepted
CREATE SERVER options_all FOREIGN DATA WRAPPER converge_mysql OPTIONS (
    host 'db.example.com', port '3306', socket '/run/mysqld/mysqld.sock',
    dbname 'shop', target_schema 'public', case_rule 'icu',
    ssl_mode 'verify_identity', ssl_ca '/etc/ssl/ca.pem',
    ssl_cert '/etc/ssl/cert.pem', ssl_key '/etc/ssl/key.pem',
    get_server_public_key 'false', server_public_key '/etc/ssl/public.pem',
    compress 'off', connect_timeout '10', read_timeout '0',
    max_connections '4', max_rate '12.5',
    init_command 'SET @a = 1', plugin_dir '/usr/lib/mysql/plugin');
CREATE USER MAPPING FOR PUBLIC SERVER options_all
    OPTIONS (username 'reader', password '');
ALTER USER MAPPING FOR PUBLIC SERVER options_all
    OPTIONS (DROP password, ADD password_file '/run/secrets/password');
DROP SERVER options_all CASCADE;

-- No option is required
CREATE SERVER options_server FOREIGN DATA WRAPPER converge_mysql;
CREATE USER MAPPING FOR CURRENT_USER SERVER options_server;

-- Unknown names: the nearest valid one of that place is named
ALTER SERVER options_server OPTIONS (ADD hots 'localhost');
\echo :LAST_ERROR_SQLSTATE
ALTER SERVER options_server OPTIONS (ADD conect_timeout '1');
ALTER SERVER options_server OPTIONS (ADD something_else '1');
ALTER USER MAPPING FOR CURRENT_USER SERVER options_server OPTIONS (ADD user_name 'reader');
ALTER USER MAPPING FOR CURRENT_USER SERVER options_server OPTIONS (ADD something_else '1');
ALTER FOREIGN DATA WRAPPER converge_mysql OPTIONS (ADD something_else '1');

-- Right name, wrong place
ALTER SERVER options_server OPTIONS (ADD password 'not to be seen');
\echo :LAST_ERROR_SQLSTATE
ALTER SERVER options_server OPTIONS (ADD username 'reader');
ALTER SERVER options_server OPTIONS (ADD password_file '/run/secrets/password');
ALTER USER MAPPING FOR CURRENT_USER SERVER options_server OPTIONS (ADD host 'localhost');
ALTER FOREIGN DATA WRAPPER converge_mysql OPTIONS (ADD host 'localhost');

-- Wrong values
ALTER SERVER options_server OPTIONS (ADD host '');
ALTER SERVER options_server OPTIONS (ADD port '0');
\echo :LAST_ERROR_SQLSTATE
ALTER SERVER options_server OPTIONS (ADD port '65536');
ALTER SERVER options_server OPTIONS (ADD port '99999999999999999999');
ALTER SERVER options_server OPTIONS (ADD port ' 3306');
ALTER SERVER options_server OPTIONS (ADD port '-1');
ALTER SERVER options_server OPTIONS (ADD port '');
ALTER SERVER options_server OPTIONS (ADD socket 'mysqld.sock');
ALTER SERVER options_server OPTIONS (ADD ssl_mode 'strict');
ALTER SERVER options_server OPTIONS (ADD case_rule 'ICU');
ALTER SERVER options_server OPTIONS (ADD case_rul 'icu');
ALTER SERVER options_server OPTIONS (ADD get_server_public_key 'maybe');
ALTER SERVER options_server OPTIONS (ADD connect_timeout '1.5');
ALTER SERVER options_server OPTIONS (ADD connect_timeout '10s');
ALTER SERVER options_server OPTIONS (ADD read_timeout '-1');
ALTER SERVER options_server OPTIONS (ADD max_connections '0');
ALTER SERVER options_server OPTIONS (ADD max_connections 'many');
ALTER SERVER options_server OPTIONS (ADD max_rate '0');
ALTER SERVER options_server OPTIONS (ADD max_rate '5 MB');
ALTER SERVER options_server OPTIONS (ADD max_rate '.');
ALTER SERVER options_server OPTIONS (ADD max_rate '1e3');
ALTER SERVER options_server OPTIONS (ADD ssl_ca 'ca.pem');
ALTER SERVER options_server OPTIONS (ADD plugin_dir 'plugin');
ALTER USER MAPPING FOR CURRENT_USER SERVER options_server OPTIONS (ADD username '');
ALTER USER MAPPING FOR CURRENT_USER SERVER options_server OPTIONS (ADD password_file 'password');
ALTER USER MAPPING FOR CURRENT_USER SERVER options_server
    OPTIONS (ADD password 'not to be seen', ADD password_file '/run/secrets/password');

-- Compression is refused, not ignored
ALTER SERVER options_server OPTIONS (ADD compress 'true');
\echo :LAST_ERROR_SQLSTATE
ALTER SERVER options_server OPTIONS (ADD compress 'zlib');

-- Words are accepted in any case
ALTER SERVER options_server OPTIONS (ADD ssl_mode 'REQUIRED', ADD get_server_public_key 'Yes');

-- A refused statement has changed nothing
SELECT srvoptions FROM pg_foreign_server WHERE srvname = 'options_server';
SELECT umoptions FROM pg_user_mappings WHERE srvname = 'options_server';

-- Files of the server are for members of pg_read_server_files
CREATE ROLE regress_converge_options;
GRANT USAGE ON FOREIGN DATA WRAPPER converge_mysql TO regress_converge_options;
SET ROLE regress_converge_options;
CREATE SERVER options_role FOREIGN DATA WRAPPER converge_mysql OPTIONS (host 'localhost');
CREATE USER MAPPING FOR CURRENT_USER SERVER options_role OPTIONS (username 'reader');
ALTER SERVER options_role OPTIONS (ADD ssl_ca '/etc/ssl/ca.pem');
\echo :LAST_ERROR_SQLSTATE
ALTER SERVER options_role OPTIONS (ADD ssl_cert '/etc/ssl/cert.pem');
ALTER SERVER options_role OPTIONS (ADD ssl_key '/etc/ssl/key.pem');
ALTER SERVER options_role OPTIONS (ADD server_public_key '/etc/ssl/public.pem');
ALTER SERVER options_role OPTIONS (ADD plugin_dir '/usr/lib/mysql/plugin');
\echo :LAST_ERROR_SQLSTATE
ALTER USER MAPPING FOR CURRENT_USER SERVER options_role
    OPTIONS (ADD password_file '/run/secrets/password');
RESET ROLE;
GRANT pg_read_server_files TO regress_converge_options;
SET ROLE regress_converge_options;
ALTER SERVER options_role OPTIONS (ADD ssl_ca '/etc/ssl/ca.pem');
ALTER USER MAPPING FOR CURRENT_USER SERVER options_role
    OPTIONS (ADD password_file '/run/secrets/password');
ALTER SERVER options_role OPTIONS (ADD plugin_dir '/usr/lib/mysql/plugin');
RESET ROLE;

DROP SERVER options_role CASCADE;
REVOKE USAGE ON FOREIGN DATA WRAPPER converge_mysql FROM regress_converge_options;
DROP ROLE regress_converge_options;
DROP SERVER options_server CASCADE;
