-- The trigger appends with the rights of its owner: who writes events need not be able to write the head of the chain.
-- Its names are looked up where it was made and nowhere else, least of all among somebody's temporary tables.
DO $$
BEGIN
  EXECUTE format(
    'ALTER FUNCTION audit_event_append() SECURITY DEFINER SET search_path = %I, pg_temp', current_schema());
END $$;

-- The chain is checked outside of the database (lib/audit/chain.ts), whose functions may have been replaced as well.
DROP FUNCTION audit_chain_first_break();
