-- Whether a role may act as the owner of a table of the registry, as every superuser may. $1 role.
SELECT EXISTS (
    SELECT 1
    FROM pg_tables
    WHERE schemaname = 'wangge'
        AND pg_has_role($1, tableowner, 'MEMBER')
)
