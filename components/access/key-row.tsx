'use client';
/** An API key: what it may do, when it was used, and the way to revoke it. */
import Link from 'next/link';
import { useState } from 'react';
import type { ApiKeyView } from '../../lib/access/keys/api-key-schema.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/dialog/confirm.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { AccessRow } from './access-row.tsx';
import { useRowChange } from './use-row-change.ts';

const states = { active: '', expired: 'Expired', revoked: 'Revoked' };

function reachOf({ reach, credentials }: ApiKeyView): string {
  if (!credentials) return 'all credentials';
  if (credentials.length === 0) return 'no credential any more: what it was for was deleted';
  // Deleted ones first: they are what somebody has to know of.
  const sorted = [...credentials].sort((one, other) => Number(other.deleted) - Number(one.deleted));
  const names = sorted.slice(0, 3).map(({ name, deleted }) => (deleted ? `${name} (deleted)` : name));
  const more = credentials.length - names.length;
  const all = names.join(', ') + (more > 0 ? ` and ${more} more` : '');
  return reach === 'nothing' ? `${all}: no credential any more` : all;
}

function Times({ apiKey }: { apiKey: ApiKeyView }) {
  const { id, name, lastUsedAt, expiresAt, createdBy, createdByAdmin, createdAt } = apiKey;
  return (
    <p className="text-[13px] text-muted">
      {lastUsedAt ? (
        <>
          Last used <RelativeTime iso={lastUsedAt} />
        </>
      ) : (
        'Not used yet'
      )}
      {' · '}
      {expiresAt ? (
        <>
          ends <RelativeTime iso={expiresAt} />
        </>
      ) : (
        'no end'
      )}
      {' · '}made by {createdBy}
      {createdByAdmin === false && ', no admin any more,'} <RelativeTime iso={createdAt} />
      {lastUsedAt && (
        <>
          {' · '}
          <Link href={`/audit?person=${id}`} className="text-ink underline underline-offset-2">
            What it did<span className="sr-only">: {name}</span>
          </Link>
        </>
      )}
    </p>
  );
}

function RevokeButton({ name, busy, onRevoke }: { name: string; busy: boolean; onRevoke: () => void }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)} loading={busy} disabled={busy}>
        Revoke<span className="sr-only"> {name}</span>
      </Button>
      <Confirm
        open={asking}
        title={`Revoke ${name}?`}
        yes="Revoke"
        no="Leave it"
        danger
        onAnswer={(yes) => {
          setAsking(false);
          if (yes) onRevoke();
        }}
      >
        Whatever uses this key is refused from its next request on. This can’t be undone; make a new key
        instead.
      </Confirm>
    </>
  );
}

export function KeyRow({ apiKey }: { apiKey: ApiKeyView }) {
  const { id, name, lastFour, scopes, state, reach } = apiKey;
  const { problem, busy, send } = useRowChange(`/api/keys/${id}`);
  const revoke = () => void send('DELETE');
  return (
    <AccessRow
      title={
        <>
          <Link href={`/keys/${id}`} className="underline-offset-2 hover:underline">
            {name}
          </Link>
          {state !== 'active' && (
            <span className="ml-2 text-xs font-medium text-invalid">{states[state]}</span>
          )}
          {state === 'active' && reach === 'nothing' && (
            <span className="ml-2 text-xs font-medium text-invalid">Reaches nothing</span>
          )}
        </>
      }
      problem={problem}
      action={state === 'active' && <RevokeButton name={name} busy={busy} onRevoke={revoke} />}
    >
      <p className="text-[13px] text-muted wrap-anywhere">
        <span className="font-mono text-xs">fk_…{lastFour}</span> · {scopes.join(' and ')} · {reachOf(apiKey)}
      </p>
      <Times apiKey={apiKey} />
    </AccessRow>
  );
}
