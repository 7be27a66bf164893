-- Uses of a credential outnumber everything else that is done to it: what its page shows must not be looked for among them.
CREATE INDEX "audit_event_but_uses_idx" ON "audit_event" ("target_id", "seq" DESC) WHERE "action" <> 'credential.used';
