/** A credential as a tile: to be chosen on Authenticate, to be looked at on Credentials. Needs no JavaScript. */
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import { currentLanguage, words } from '../../../lib/words/words.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { listed } from '../../words/formats.ts';
import { GroupedId } from './grouped-id.tsx';
import { choiceFormId } from './keep-choice.ts';
import {
  ageOf,
  badgeStatus,
  isUsable,
  kindWords,
  statusWords,
  tileWording,
  usageWords,
  versionWords,
} from './tile-words.ts';

/** The element that takes the focus when a tile is new. */
export function tileElementId(id: string): string {
  return `credential-${id}`;
}

const wordingNow = () => tileWording(words('credentialTile'), words('ui'), currentLanguage());

const frame =
  'relative flex min-h-48 flex-1 flex-col gap-2 rounded-card border bg-surface p-4 transition-colors duration-150';

function Name({ tile, mark, href }: { tile: Tile; mark?: ReactNode; href?: string }) {
  return (
    <span className="flex items-start gap-2.5 pr-8">
      {mark}
      <span
        id={`${tileElementId(tile.id)}-name`}
        title={tile.name}
        translate="no"
        className="line-clamp-2 min-w-0 leading-5 font-semibold wrap-anywhere"
      >
        {href ? (
          <Link href={href} prefetch={false} className="rounded-sm underline-offset-2 hover:underline">
            {tile.name}
          </Link>
        ) : (
          tile.name
        )}
      </span>
    </span>
  );
}

function Status({ tile, now }: { tile: Tile; now: Date }) {
  const wording = wordingNow();
  const age = ageOf(tile);
  return (
    <span
      id={`${tileElementId(tile.id)}-status`}
      className="flex flex-wrap items-center gap-x-1.5 text-[13px]"
    >
      <StatusBadge status={badgeStatus(tile)}>{statusWords(wording, tile, now)}</StatusBadge>
      {age && (
        <span className="text-muted">
          {wording.t.rich(`age.${age.done}`, { when: () => <RelativeTime iso={age.at} now={now} /> })}
        </span>
      )}
    </span>
  );
}

function Facts({ tile, now }: { tile: Tile; now: Date }) {
  const wording = wordingNow();
  const { t, language } = wording;
  const sameAs = tile.sameTokenAs.map(({ name }) => name);
  return (
    <span
      id={`${tileElementId(tile.id)}-facts`}
      className="mt-auto flex flex-col gap-0.5 pt-1 text-[13px] leading-5 text-muted"
    >
      {tile.description && (
        <span translate="no" className="mb-1 line-clamp-2 wrap-anywhere" title={tile.description}>
          {tile.description}
        </span>
      )}
      {tile.wabaName && (
        <span translate="no" className="truncate text-ink" title={tile.wabaName}>
          {tile.wabaName}
        </span>
      )}
      <span>{t.rich('waba', { id: () => <GroupedId id={tile.wabaId} /> })}</span>
      <span>
        {versionWords(tile)} · {kindWords(wording, tile, now)}
      </span>
      <span>
        <span translate="no" className="font-mono text-xs">
          …{tile.tokenLastFour}
        </span>{' '}
        · {usageWords(wording, tile.usedBy)}
      </span>
      {sameAs.length > 0 && (
        <span className="line-clamp-2 wrap-anywhere">
          {t('sameTokenAs', { names: listed(sameAs, 'unit', language) })}
        </span>
      )}
    </span>
  );
}

/** A tile of the radio group. One without a token that opens can't be chosen: nothing could be done with it. */
export function ChoiceTile({ tile, chosen, now }: { tile: Tile; chosen: boolean; now: Date }) {
  const id = tileElementId(tile.id);
  return (
    <label
      htmlFor={id}
      className={`${frame} border-line not-has-disabled:cursor-pointer not-has-disabled:hover:border-edge has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent`}
    >
      <Name
        tile={tile}
        mark={
          <input
            id={id}
            type="radio"
            name="credential"
            form={choiceFormId}
            value={tile.id}
            defaultChecked={chosen}
            disabled={!isUsable(tile)}
            data-name={tile.name}
            data-status={tile.status}
            aria-labelledby={`${id}-name ${id}-status`}
            aria-describedby={`${id}-facts`}
            className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
          />
        }
      />
      <Status tile={tile} now={now} />
      <Facts tile={tile} now={now} />
    </label>
  );
}

/** A tile that is looked at; its name leads to its page. */
export function ArticleTile({ tile, now }: { tile: Tile; now: Date }) {
  const t = words('credentialTile');
  const id = tileElementId(tile.id);
  return (
    <article
      id={id}
      tabIndex={-1}
      aria-labelledby={`${id}-name`}
      className={`${frame} border-line focus-visible:outline-2`}
    >
      <h2>
        <Name tile={tile} href={`/credentials/${tile.id}`} />
      </h2>
      <Status tile={tile} now={now} />
      <Facts tile={tile} now={now} />
      <p className="text-[13px] leading-5 text-muted">
        {t.rich('tokenSet', {
          name: tile.tokenSetBy,
          when: () => <RelativeTime iso={tile.tokenSetAt} now={now} />,
        })}
        <br />
        {t.rich('fingerprint', {
          code: () => (
            <span translate="no" className="font-mono text-xs">
              {tile.tokenFingerprint}
            </span>
          ),
        })}
      </p>
    </article>
  );
}
