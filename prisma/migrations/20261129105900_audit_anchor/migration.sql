-- The trigger appends with the rights of its owner: who writes events need not be able to write the head of the chain.
-- On a table of somebody else's making, whose rows and their casts are theirs, it would lend them those rights: it
-- works for the audit trail alone, and hands on a row of no other type.
CREATE OR REPLACE FUNCTION audit_event_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  event "audit_event";
BEGIN
  IF TG_RELID <> '"audit_event"'::regclass THEN
    RAISE EXCEPTION 'only the audit trail is appended to';
  END IF;
  event := NEW;
  -- The row lock is held until the transaction ends: events are appended one after the other.
  UPDATE "audit_head" SET seq = seq + 1 RETURNING seq, hash INTO event.seq, event.previous_hash;
  event.at := date_trunc('milliseconds', clock_timestamp());
  event.hash := audit_event_hash(event);
  UPDATE "audit_head" SET hash = event.hash;
  RETURN event;
END $$;

-- Names are looked up where the functions were made and nowhere else, least of all among somebody's temporary tables.
DO $$
BEGIN
  EXECUTE format(
    'ALTER FUNCTION audit_event_append() SECURITY DEFINER SET search_path = %I, pg_temp', current_schema());
  EXECUTE format(
    'ALTER FUNCTION audit_event_hash("audit_event") SET search_path = %I, pg_temp', current_schema());
END $$;

-- Asked for when a trigger is made, not when it fires: who may append needs no right to the function.
REVOKE EXECUTE ON FUNCTION audit_event_append() FROM PUBLIC;

-- The chain is checked outside of the database (lib/audit/chain.ts), whose functions may have been replaced as well.
DROP FUNCTION audit_chain_first_break();
