/** What a call is warned of: in a header of its answer and in its record, and it is made all the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callWarnings } from './admit/warnings.ts';
import { type Got, plain, startTestGateway, type TestGateway } from './gateway-testing.ts';

const got: Got[] = [];
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway(plain(got));
});
afterAll(() => gateway.close());

const waba = '/104996122399160/flows';
const messages = '/106540352242922/messages';
const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const form = (body: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(body),
});
function parts(body: Record<string, string>): RequestInit {
  const sent = new FormData();
  for (const [name, value] of Object.entries(body)) sent.set(name, value);
  return { method: 'POST', body: sent };
}
const scoped = 'US.13491208655302741918';

test.each<[string, string, RequestInit, string | null]>([
  ['nothing', `${waba}?fields=id,name`, {}, null],
  ['several IDs', '/?ids=1,2', {}, 'multi_id_requests'],
  ['several IDs with an index', '/?ids%5B0%5D=1', {}, 'multi_id_requests'],
  ['an alias', `${waba}?fields=id,name.as(title)`, {}, 'field_aliases'],
  ['an alias inside', '/1?fields=phone_numbers.limit(1)%7Bid.as(x)%7D', {}, 'field_aliases'],
  ['a field that is called as', '/1?fields=as,basis(1),x.assigned(1)', {}, null],
  ['a script', '/me?callback=f', {}, 'jsonp'],
  ['dates', `${waba}?date_format=U`, {}, 'date_format'],
  ['an indented answer', `${waba}?pretty=1`, {}, 'pretty'],
  ['remarks', `${waba}?debug=all`, {}, 'debug'],
  ['what has not changed', waba, { headers: { 'if-none-match': '"a"' } }, 'if_none_match'],
  [
    'an id in the place of a number',
    messages,
    json({ to: scoped, type: 'text' }),
    'business_scoped_id_in_to',
  ],
  ['the same in a form', messages, form({ to: ` ${scoped} ` }), 'business_scoped_id_in_to'],
  ['the same in a form with parts', messages, parts({ to: 'DE.ENT.7f3Kq0' }), 'business_scoped_id_in_to'],
  ['the same in the query', `${messages}?to=${scoped}`, { method: 'POST' }, 'business_scoped_id_in_to'],
  ['an id where it belongs', messages, json({ recipient: scoped }), null],
  ['a number', messages, json({ to: '+18055550123' }), null],
  ['something else under to', messages, json({ to: [scoped], text: { to: scoped } }), null],
  ['several things', `${waba}?fields=id.as(x)&pretty=1`, {}, 'field_aliases, pretty'],
])('of %s', async (_what, path, init, warning) => {
  const [before, recorded] = [got.length, gateway.uses.length];
  const answer = await gateway.call(path, init);
  expect([answer.status, got.length]).toEqual([200, before + 1]);
  expect(answer.headers.get('x-flowkeep-warning')).toBe(warning);
  const use = (await gateway.recorded(recorded + 1)).at(-1);
  expect(use?.details.warnings).toEqual(warning?.split(', '));
});

test('by a code that is a word of its own, in one sentence for people or more', () => {
  for (const [code, sentence] of Object.entries(callWarnings)) {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  }
});
