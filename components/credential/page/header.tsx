'use client';
/** The head of the page: what it is, how it is, and what can be done with it. */
import { useRouter } from 'next/navigation';
import { BackLink } from '../../frame/back-link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { CredentialActions } from '../menu/credential-actions.tsx';
import { ageOf, badgeStatus, isUsable, statusWords, usageWords } from '../tile/tile-words.ts';
import { useTileWording } from '../tile/use-tile-wording.ts';
import { CheckNow } from './check-now.tsx';
import { useCredential } from './credential-context.tsx';
import { InlineText } from './inline-text.tsx';

/** What to do when it is not fine; `sentence` is what the last inspection said. */
function WayOut({ sentence }: { sentence: string | null }) {
  const { tile } = useCredential();
  const wording = useTileWording();
  if (tile.locked) {
    return (
      <Notice tone="problem" title="This credential is locked" announce={false}>
        The key that sealed its token is not loaded, or its row was changed. An operator can put the key back;
        an admin can replace the token.
      </Notice>
    );
  }
  if (tile.reason === 'token_missing') {
    return (
      <Notice tone="warning" title="This credential needs a token" announce={false}>
        It was deleted and brought back. Its old token was destroyed, so nothing can use it until it is given
        a new one.
      </Notice>
    );
  }
  if (tile.status !== 'invalid') return null;
  return (
    <Notice tone="problem" title={statusWords(wording, tile, new Date())} announce={false}>
      {sentence ?? 'Pipelines that use it fail until it is put right.'}
    </Notice>
  );
}

export function Header({ sentence }: { sentence: string | null }) {
  const router = useRouter();
  const { tile, isAdmin, admins } = useCredential();
  const wording = useTileWording();
  const now = new Date();
  const age = ageOf(tile);
  return (
    <header className="mb-6 flex flex-col gap-3">
      <p>
        <BackLink href="/credentials">Credentials</BackLink>
      </p>
      <div className="flex flex-wrap items-start gap-x-3">
        <div className="min-w-0 flex-1">
          <InlineText field="name" />
        </div>
        <CredentialActions
          tile={tile}
          isAdmin={isAdmin}
          admins={admins}
          afterDelete={(id) => router.push(`/credentials?deleted=${id}`)}
        />
      </div>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px]">
        <StatusBadge status={badgeStatus(tile)}>{statusWords(wording, tile, now)}</StatusBadge>
        <span className="text-muted">
          {age && (
            <>
              {wording.t.rich(`age.${age.done}`, {
                when: () => <RelativeTime iso={age.at} now={now} />,
              })}{' '}
            </>
          )}
          · {usageWords(wording, tile.usedBy)} · created by {tile.createdBy}{' '}
          <RelativeTime iso={tile.createdAt} now={now} />
        </span>
      </p>
      <InlineText field="description" />
      <WayOut sentence={sentence} />
      {isUsable(tile) && <CheckNow id={tile.id} name={tile.name} />}
    </header>
  );
}
