/**
 * A program of somebody who made his client from the description of the API: `api.ts` is generated beside a copy of
 * this file, both are compiled strictly, and this runs. See e2e/api/generated-client.test.ts.
 * Arguments: the address of Flowkeep, a token and a WABA ID; the key comes as FLOWKEEP_KEY.
 */
import * as api from './api.ts';

const [, , baseUrl = '', accessToken = '', wabaId = ''] = process.argv;
api.defaults.baseUrl = baseUrl;
api.defaults.headers = { authorization: `Bearer ${process.env.FLOWKEEP_KEY}` };

function expected(fits: boolean, what: string, answer: { status: number }): asserts fits {
  if (!fits) throw new Error(`${what} was answered ${answer.status}: ${JSON.stringify(answer)}`);
}

const name = `Generated ${Date.now()}`;
const draft = { connector: 'whatsapp-flows' as const, name, accessToken: `${accessToken}\n`, wabaId };

const added = await api.addCredential(draft);
expected(added.status === 201, 'adding', added);
const { id, version } = added.data;
const etag = added.headers.get('etag') ?? '';

const taken = await api.addCredential(draft);
expected(taken.status === 409 && taken.data.code === 'name_taken', 'a name that is taken', taken);
const suggestion: string | undefined = taken.data.suggestion;

const refused = await api.addCredential({ ...draft, name: `${name} 2`, accessToken: 'short' });
expected(refused.status === 400, 'a short token', refused);
const fields = refused.data.errors?.map(({ field }) => field);

const edited = await api.editCredential(id, etag, { description: 'By a generated client' });
expected(edited.status === 200, 'editing', edited);

const stale = await api.editCredential(id, etag, { description: 'Too late' });
expected(stale.status === 412, 'editing what was changed', stale);
const current: number = stale.data.current.version;

const page = await api.listCredentials({ q: name, limit: 1 });
expected(page.status === 200, 'listing', page);
const [first] = page.data.items;

const choices = await api.listChoices(id, 'flows');
expected(choices.status === 200, 'choices', choices);

const source = await api.createSource({ name, connector: 'whatsapp-flows', credentialId: id });
expected(source.status === 201, 'a source', source);

const inUse = await api.deleteCredential(id, { detach: false });
expected(inUse.status === 409 && inUse.data.code === 'credential_in_use', 'deleting what is used', inUse);
const usedBy: string[] = inUse.data.usedBy.map((each) => each.name);

const deleted = await api.deleteCredential(id, { detach: true, confirm: name });
expected(deleted.status === 204, 'deleting', deleted);

const gone = await api.readCredential(id);
expected(gone.status === 404 && gone.data.code === 'not_found', 'reading what is gone', gone);

process.stdout.write(
  JSON.stringify({
    trimmed: added.headers.get('x-flowkeep-trimmed'),
    versions: [version, edited.data.version, current],
    suggestion,
    fields,
    first: first?.id === id && first.description,
    total: page.data.total,
    chosen: choices.data.items.length > 0,
    usedBy: usedBy.length === 1 && usedBy[0] === name,
  }),
);
