/** The audit trail, for admins: who did what to what, newest first. */
import type { Caller, PersonActor } from '../../lib/access/actor.ts';
import {
  readAuditTrail,
  type TrailEvent,
  type TrailQuery,
  trailQuerySchema,
} from '../../lib/access/audit-trail.ts';
import { listApiKeys } from '../../lib/access/keys/api-keys.ts';
import { listMembers } from '../../lib/access/people/members.ts';
import { credentialIdOf } from '../../lib/credential/look/find-id.ts';
import { words } from '../../lib/words/words.ts';
import { OnlyAdminsPage } from '../access/only-admins-page.tsx';
import { ButtonLink, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { EventRow } from './event-row.tsx';
import { eventKinds } from './event-words.ts';
import { ZoneField } from './zone-field.tsx';

type Query = Record<string, string | string[] | undefined>;

const text = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value.trim() : '';

interface Filter {
  person: string;
  /** What was typed: a name or an id. */
  credential: string;
  action: string;
  /** Days, as the reader counts them. */
  from: string;
  to: string;
}

/** What is right of the address; null when a credential was asked for that there is none of. */
async function queryOf(
  caller: Caller,
  filter: Filter,
  zone: string,
  cursor: string,
): Promise<TrailQuery | null> {
  const credential = filter.credential ? await credentialIdOf(caller.actor, filter.credential) : undefined;
  if (credential === null) return null;
  const { shape } = trailQuerySchema;
  return {
    person: shape.person.safeParse(filter.person || undefined).data,
    action: shape.action.safeParse(filter.action || undefined).data,
    from: shape.from.safeParse(filter.from || undefined).data,
    to: shape.to.safeParse(filter.to || undefined).data,
    zone,
    cursor: shape.cursor.safeParse(cursor || undefined).data,
    credential,
    limit: 50,
  };
}

interface Named {
  id: string;
  name: string;
}

function Group({ label, of }: { label: string; of: Named[] }) {
  if (of.length === 0) return null;
  return (
    <optgroup label={label}>
      {of.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}

function DayField({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label className="flex flex-col gap-1 text-[13px] text-muted">
      {label}
      <input type="date" name={name} defaultValue={value} className="field-control w-40 text-ink" />
    </label>
  );
}

function Filters({ filter, people, apiKeys }: { filter: Filter; people: Named[]; apiKeys: Named[] }) {
  const t = words('audit');
  return (
    <search className="mb-5">
      <form action="/audit" className="flex flex-wrap items-end gap-2">
        <label className="flex flex-col gap-1 text-[13px] text-muted">
          {t('who')}
          <select
            name="person"
            defaultValue={filter.person}
            className="field-control w-auto min-w-40 max-w-60 text-ink"
          >
            <option value="">{t('everybody')}</option>
            <Group label={t('people')} of={people} />
            <Group label={t('apiKeys')} of={apiKeys} />
          </select>
        </label>
        <label className="flex flex-col gap-1 text-[13px] text-muted">
          {t('credential')}
          <input
            name="credential"
            defaultValue={filter.credential}
            placeholder={t('nameOrReference')}
            maxLength={100}
            className="field-control w-52 text-ink"
          />
        </label>
        <label className="flex flex-col gap-1 text-[13px] text-muted">
          {t('kind')}
          <select
            name="action"
            defaultValue={filter.action}
            className="field-control w-auto min-w-40 text-ink"
          >
            <option value="">{t('kinds.everything')}</option>
            <option value="-credential.used">{t('kinds.butUses')}</option>
            {eventKinds.map((action) => (
              <option key={action} value={action}>
                {t(`kinds.${action}`)}
              </option>
            ))}
          </select>
        </label>
        {/* The days stay side by side where the row breaks. */}
        <div className="flex flex-wrap items-end gap-2">
          <DayField name="from" label={t('firstDay')} value={filter.from} />
          <DayField name="to" label={t('lastDay')} value={filter.to} />
          <ZoneField />
          <button type="submit" className={buttonClass()}>
            {t('filter')}
          </button>
        </div>
      </form>
    </search>
  );
}

function Events({ events, filtered, first }: { events: TrailEvent[]; filtered: boolean; first: boolean }) {
  if (events.length > 0) {
    return (
      <ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {events.map((event) => (
          <EventRow key={event.seq} event={event} />
        ))}
      </ol>
    );
  }
  const t = words('audit');
  return (
    <EmptyState
      title={filtered ? t('noMatch') : t('nothingMore')}
      action={
        <ButtonLink href="/audit">{filtered ? t('clear') : first ? t('again') : t('toNewest')}</ButtonLink>
      }
    />
  );
}

export async function AuditPage({
  caller,
  searchParams,
}: {
  caller: Caller & { actor: PersonActor };
  searchParams: Query;
}) {
  if (caller.actor.role !== 'admin') return <OnlyAdminsPage what="audit" />;
  const filter = {
    person: text(searchParams.person),
    credential: text(searchParams.credential),
    action: text(searchParams.action),
    from: text(searchParams.from),
    to: text(searchParams.to),
  };
  const zone = trailQuerySchema.shape.zone.safeParse(text(searchParams.zone) || undefined).data ?? 'UTC';
  const cursor = text(searchParams.cursor);
  const [query, { items: people }, { items: apiKeys }] = await Promise.all([
    queryOf(caller, filter, zone, cursor),
    listMembers(caller.actor),
    listApiKeys(caller.actor),
  ]);
  const { items, nextCursor } = query ? await readAuditTrail(caller, query) : { items: [], nextCursor: null };
  const t = words('audit');
  const filtered = Object.values(filter).some(Boolean);
  const chosen = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  const byDay = Boolean(filter.from || filter.to);
  const at = (params: Record<string, string>) =>
    `/audit?${new URLSearchParams({ ...chosen, ...(byDay ? { zone } : {}), ...params })}`;
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold tracking-tight">{t('title')}</h1>
      <Filters filter={filter} people={people} apiKeys={apiKeys} />
      {byDay && <p className="-mt-2 mb-4 text-[13px] text-muted">{t('zone', { zone })}</p>}
      <Events events={items} filtered={filtered} first={!cursor} />
      {(cursor || nextCursor) && (
        <nav aria-label={t('pages')} className="mt-4 flex justify-end gap-2">
          {cursor && <ButtonLink href={at({})}>{t('newest')}</ButtonLink>}
          {nextCursor && <ButtonLink href={at({ cursor: nextCursor })}>{t('older')}</ButtonLink>}
        </nav>
      )}
    </>
  );
}
