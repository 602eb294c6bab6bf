-- Roles and database for Wangge on a PostgreSQL server of one's own. Run once, as a superuser:
--
--   WANGGE_OWNER_PASSWORD=… WANGGE_SERVICE_PASSWORD=… psql -f deploy/roles.sql
--
-- then `wangge migrate` as wangge_owner and `wangge serve` as wangge_service.
\set ON_ERROR_STOP on
\getenv owner WANGGE_OWNER_PASSWORD
\getenv service WANGGE_SERVICE_PASSWORD

CREATE ROLE wangge_owner LOGIN PASSWORD :'owner';                       -- owns the tables; nothing but migrations logs in as it
CREATE ROLE wangge_app NOLOGIN;                                         -- what the service may do; the migrations grant it
CREATE ROLE wangge_service LOGIN PASSWORD :'service' IN ROLE wangge_app; -- whom the service logs in as
CREATE DATABASE wangge OWNER wangge_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE wangge FROM PUBLIC;
GRANT CONNECT ON DATABASE wangge TO wangge_app;

\connect wangge
CREATE EXTENSION postgis;
