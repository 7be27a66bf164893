import pg from 'pg';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { anyToken } from '../any-token.ts';
import { databaseUrlOf, member, operate } from '../world.ts';
import { edit, manage, readTile, replace, rollBack, tileIn } from './changes.ts';
import {
  type Answer,
  addTile,
  call,
  freshName,
  fromPage,
  goodBody,
  script,
  signIn,
  withKey,
} from './client.ts';

interface Event {
  seq: string;
  action: string;
  outcome: string;
  actor_kind: string;
  actor_name: string;
  target_id: string | null;
  target_name: string | null;
  request_id: string | null;
  address: string | null;
  details: Record<string, unknown>;
}

let url: string;

/** The events about a name, oldest first. */
async function eventsOf(name: string): Promise<Event[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT * FROM audit_event WHERE target_name = $1 ORDER BY seq', [
    name,
  ]);
  await client.end();
  return rows;
}

beforeAll(async () => {
  url = await databaseUrlOf(inject('world').dataDir);
});

describe('the audit trail has one event with who, what, where from and which request', () => {
  test('for a credential added and inspected', async () => {
    const tile = await addTile();
    await call(`/api/credentials/${tile.id}/inspection`, {
      method: 'POST',
      headers: withKey(inject('keys').manage),
    });
    const events = await eventsOf(tile.name);
    expect(events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'credential.added done',
      'credential.inspected done',
    ]);
    expect(events[0]).toMatchObject({ actor_kind: 'api_key', actor_name: 'tests', target_id: tile.id });
    expect(events[0]?.request_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(events[0]?.address).toMatch(/127\.0\.0\.1|::1/);
  });

  test('for a credential that Graph refused, with the code and without the token', async () => {
    const { token, wabaId } = script('expired');
    const name = freshName();
    const headers = withKey(inject('keys').manage);
    await call('/api/credentials', { json: goodBody({ name, accessToken: token, wabaId }), headers });
    const [event] = await eventsOf(name);
    expect(event).toMatchObject({ action: 'credential.added', outcome: 'refused', target_id: null });
    expect(event?.details).toMatchObject({ code: 'token_expired', graphCode: 190 });
    expect(JSON.stringify(event)).not.toContain(token.slice(0, 12));
  });

  test('for a resource created by a person', async () => {
    const tile = await addTile();
    const { jar } = await signIn(member);
    const name = freshName();
    const json = { name, connector: 'whatsapp-flows', credentialId: tile.id };
    expect((await call('/api/destinations', { json, headers: fromPage(jar) })).status).toBe(201);
    const [event] = await eventsOf(name);
    expect(event).toMatchObject({ action: 'resource.created', actor_kind: 'person', actor_name: 'Mo' });
    expect(event?.details).toEqual({
      credentialId: tile.id,
      credentialName: tile.name,
      endpoint: null,
    });
  });

  test('for signing in, also in vain', async () => {
    const name = freshName();
    const account = {
      email: `${name.replace(/\W/g, '.').toLowerCase()}@example.com`,
      password: member.password,
    };
    await operate(inject('world'), ['person', 'create', '--email', account.email, '--name', name], {
      FLOWKEEP_PASSWORD: account.password,
    });
    await signIn(account);
    await signIn({ ...account, password: 'not the right one' });
    const events = await eventsOf(name);
    expect(events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'person.created done',
      'person.signed_in done',
      'person.signed_in refused',
    ]);
  });
});

test('a name taken leaves no event', async () => {
  const tile = await addTile();
  const headers = withKey(inject('keys').manage);
  await call('/api/credentials', { json: goodBody({ name: tile.name }), headers });
  expect(await eventsOf(tile.name)).toHaveLength(1);
});

test('the chain is whole after everything that the tests did at once', async () => {
  await Promise.all(Array.from({ length: 12 }, () => addTile()));
  expect(await operate(inject('world'), ['audit', 'verify'])).toBe('The audit trail is whole.');
});

describe('what the audit trail can not record does not happen', () => {
  /** Runs work while no event about a name can be written. */
  async function unrecorded(
    name: string,
    work: (client: pg.Client) => Promise<void>,
    state = 'P0001',
  ): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(
        `CREATE OR REPLACE FUNCTION refuse_${process.pid}() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN IF NEW.target_name = '${name}' THEN RAISE EXCEPTION 'disk full' USING ERRCODE = '${state}'; END IF; RETURN NEW; END $$`,
      );
      await client.query(
        `CREATE TRIGGER a_refuse BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_${process.pid}()`,
      );
      await work(client);
    } finally {
      await client.query('DROP TRIGGER IF EXISTS a_refuse ON audit_event');
      await client.end();
    }
  }

  function expectRefused(answer: Answer): void {
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('disk full');
  }

  test('adding', async () => {
    const name = freshName();
    await unrecorded(name, async (client) => {
      const headers = withKey(inject('keys').manage);
      expectRefused(await call('/api/credentials', { json: goodBody({ name }), headers }));
      const { rows } = await client.query('SELECT count(*)::int AS n FROM credential WHERE name = $1', [
        name,
      ]);
      expect(rows[0].n).toBe(0);
    });
  });

  test.each(['53100', '25006', '40P01', '40001', '55P03', '57014'])(
    'a database that can not write now (%s) is away for a while, not a fault of ours',
    async (state) => {
      const name = freshName();
      await unrecorded(
        name,
        async () => {
          const headers = withKey(inject('keys').manage);
          const answer = await call('/api/credentials', { json: goodBody({ name }), headers });
          expect(answer.status).toBe(503);
          expect(answer.body).toMatchObject({ code: 'database_unavailable' });
          expect(answer.headers.get('retry-after')).toBe('5');
        },
        state,
      );
    },
  );

  test('editing, replacing, rolling back, deleting and bringing back', async () => {
    const gone = await addTile();
    await call(`/api/credentials/${gone.id}`, { method: 'DELETE', headers: manage() });
    const tile = tileIn(await replace(await addTile(), { accessToken: anyToken() }));
    await unrecorded(tile.name, async (client) => {
      const sealed = 'SELECT count(*)::int AS n FROM sealed_secret WHERE credential_id = $1';
      expectRefused(await edit(tile, { description: 'new' }));
      expectRefused(await replace(tile, { accessToken: anyToken() }));
      expectRefused(await rollBack(tile));
      expectRefused(await call(`/api/credentials/${tile.id}`, { method: 'DELETE', headers: manage() }));
      expect(await readTile(tile.id)).toEqual(tile);
      expect((await client.query(sealed, [tile.id])).rows[0].n).toBe(2);
    });
    await unrecorded(gone.name, async () => {
      expectRefused(await call(`/api/credentials/${gone.id}/restoration`, { json: {}, headers: manage() }));
      expect((await call(`/api/credentials/${gone.id}`, { headers: manage() })).status).toBe(404);
    });
  });
});
