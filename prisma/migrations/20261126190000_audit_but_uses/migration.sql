-- Pipelines use credentials thousands of times a minute: who looks for anything else must not read past all of it.
CREATE INDEX "audit_event_seq_but_uses_idx" ON "audit_event" ("seq" DESC) WHERE "action" <> 'credential.used';
