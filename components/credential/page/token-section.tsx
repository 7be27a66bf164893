'use client';
/** The token of the credential: what is known of it, and the ways to another one. Its text is never here. */
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { onlyAdmins } from '../../access/whom-to-ask.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { kindWords } from '../tile/tile-words.ts';
import { useTileWording } from '../tile/use-tile-wording.ts';
import { useCredential } from './credential-context.tsx';
import { RollBack } from './roll-back.tsx';

const ReplaceTokenForm = dynamic(() =>
  import('./change/replace-token-form.tsx').then((m) => m.ReplaceTokenForm),
);

/** Of one length for every token; it is not the value of anything. */
const mask = '••••••••••••••••••••••••';

function MaskedToken({ onReplace }: { onReplace: () => void }) {
  const { tile, isAdmin, admins } = useCredential();
  const missing = tile.reason === 'token_missing';
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
      {!missing && (
        <input
          aria-label="Access Token"
          value={mask}
          disabled
          readOnly
          className="field-control max-w-72 min-w-0 flex-1 font-mono text-muted opacity-80"
        />
      )}
      <GuardedButton
        variant={missing && isAdmin ? 'primary' : 'secondary'}
        refusal={isAdmin ? null : onlyAdmins('replace tokens', admins)}
        onClick={onReplace}
      >
        {missing ? 'Give it a token' : 'Replace token'}
      </GuardedButton>
    </div>
  );
}

function TokenFacts() {
  const wording = useTileWording();
  const { tile } = useCredential();
  const now = new Date();
  const ends = tile.tokenExpiresAt ? (
    <RelativeTime iso={tile.tokenExpiresAt} now={now} />
  ) : tile.tokenNeverExpires ? (
    'never'
  ) : (
    'not told by Meta'
  );
  return (
    <Facts>
      <Fact name="Kind">
        {kindWords(wording, { ...tile, tokenExpiresAt: null, tokenNeverExpires: false }, now)}
      </Fact>
      <Fact name="Last four">
        <span className="font-mono text-[13px]">…{tile.tokenLastFour}</span>
      </Fact>
      <Fact name="Fingerprint">
        <span className="inline-flex flex-wrap items-center gap-2">
          <span className="font-mono text-[13px]">{tile.tokenFingerprint}</span>
          <CopyButton text={tile.tokenFingerprint} label="Copy the fingerprint" />
        </span>
      </Fact>
      <Fact name="Expires">{ends}</Fact>
      {tile.dataAccessExpiresAt && (
        <Fact name="Access to data ends">
          <RelativeTime iso={tile.dataAccessExpiresAt} now={now} />
        </Fact>
      )}
      <Fact name="Permissions">{tile.scopes.join(', ') || 'not told by Meta'}</Fact>
      <Fact name="Meta app">{tile.appName ? `${tile.appName} (${tile.appId})` : 'not told by Meta'}</Fact>
      <Fact name="App Secret">{tile.hasAppSecret ? 'stored, sealed like the token' : 'none'}</Fact>
      <Fact name="Set by">
        {tile.tokenSetBy}, <RelativeTime iso={tile.tokenSetAt} now={now} />
      </Fact>
      {tile.sameTokenAs.length > 0 && (
        <Fact name="Same token as">
          {tile.sameTokenAs.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={`/credentials/${id}`} className="text-accent underline underline-offset-2">
                {name}
              </a>
            </span>
          ))}
        </Fact>
      )}
    </Facts>
  );
}

export function TokenSection() {
  const { tile, isAdmin } = useCredential();
  const asked = useSearchParams().get('replace') !== null;
  const [replacing, setReplacing] = useState(asked && isAdmin);
  const [told, setTold] = useState('');
  return (
    <Panel id="token" title="Token">
      <div className="flex flex-col gap-5">
        {replacing ? (
          <ReplaceTokenForm
            onSaved={() => {
              setReplacing(false);
              setTold('The token was replaced.');
            }}
            onCancel={() => setReplacing(false)}
          />
        ) : (
          <MaskedToken
            onReplace={() => {
              setTold('');
              setReplacing(true);
            }}
          />
        )}
        <p role="status" className="text-sm text-valid empty:absolute">
          {told}
        </p>
        {!replacing && tile.canRollBackUntil && (
          <RollBack onDone={() => setTold('The token before is back in its place.')} />
        )}
        {tile.reason !== 'token_missing' && <TokenFacts />}
      </div>
    </Panel>
  );
}
