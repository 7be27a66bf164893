'use client';
/** The head of the page: what it is, how it is, and what can be done with it. */
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
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
  const t = useTranslations('credentialPage');
  const { tile } = useCredential();
  const wording = useTileWording();
  if (tile.locked) {
    return (
      <Notice tone="problem" title={t('header.locked')} announce={false}>
        {t('header.lockedText')}
      </Notice>
    );
  }
  if (tile.reason === 'token_missing') {
    return (
      <Notice tone="warning" title={t('header.needsToken')} announce={false}>
        {t('header.needsTokenText')}
      </Notice>
    );
  }
  if (tile.status !== 'invalid') return null;
  return (
    <Notice tone="problem" title={statusWords(wording, tile, new Date())} announce={false}>
      {sentence ?? t('header.failing')}
    </Notice>
  );
}

export function Header({ sentence }: { sentence: string | null }) {
  const t = useTranslations('credentialPage');
  const router = useRouter();
  const { tile, isAdmin, admins } = useCredential();
  const wording = useTileWording();
  const now = new Date();
  const age = ageOf(tile);
  return (
    <header className="mb-6 flex flex-col gap-3">
      <p>
        <BackLink href="/credentials">{t('header.back')}</BackLink>
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
          · {usageWords(wording, tile.usedBy)} ·{' '}
          {t.rich('header.createdBy', {
            name: tile.createdBy,
            when: () => <RelativeTime iso={tile.createdAt} now={now} />,
          })}
        </span>
      </p>
      <InlineText field="description" />
      <WayOut sentence={sentence} />
      {isUsable(tile) && <CheckNow id={tile.id} name={tile.name} />}
    </header>
  );
}
