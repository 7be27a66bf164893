-- Until now instants went to the database without a zone, and were taken for times of the session's zone: on a database
-- whose TimeZone is not UTC they stand off by its offset. From now on each session's zone is UTC (lib/db-session.ts).
-- This is the one moment when all of them were written in the old way, so it is the one at which they can be put right.
-- Not touched is what carried its zone, or was dated by the database itself: audit_event.at and last_used_at.
DO $$
DECLARE
  zone text := current_setting('TimeZone');
  winter timestamp := '2026-01-15';
  summer timestamp := '2026-07-15';
  place record;
  moved bigint;
  altogether bigint := 0;
BEGIN
  IF winter AT TIME ZONE zone = winter AT TIME ZONE 'UTC' AND summer AT TIME ZONE zone = summer AT TIME ZONE 'UTC' THEN
    RETURN;
  END IF;
  FOR place IN
    SELECT format('UPDATE %I SET %s', kept, string_agg(format('%1$I = (%1$I AT TIME ZONE %2$L) AT TIME ZONE ''UTC''', instant, zone), ', ')) AS change
    FROM (VALUES
      ('person', ARRAY['disabled_at', 'created_at']),
      ('session', ARRAY['created_at', 'last_seen_at']),
      ('invitation', ARRAY['created_at', 'expires_at']),
      ('setup_code', ARRAY['created_at']),
      ('api_key', ARRAY['expires_at', 'revoked_at', 'created_at']),
      ('credential', ARRAY['checked_at', 'attempted_at', 'token_expires_at', 'data_access_expires_at', 'usable_until',
                           'token_set_at', 'created_at', 'updated_at', 'deleted_at']),
      ('sealed_secret', ARRAY['created_at']),
      ('retired_token', ARRAY['retired_at', 'destroy_after']),
      ('inspection', ARRAY['created_at']),
      ('vault_key', ARRAY['created_at']),
      ('data_resource', ARRAY['created_at', 'updated_at'])
    ) AS written (kept, instants), unnest(instants) AS instant
    GROUP BY kept
  LOOP
    EXECUTE place.change;
    GET DIAGNOSTICS moved = ROW_COUNT;
    altogether := altogether + moved;
  END LOOP;
  IF altogether > 0 THEN
    RAISE NOTICE 'the times of % rows were stored in the zone % and have been put right', altogether, zone;
  END IF;
END
$$;
