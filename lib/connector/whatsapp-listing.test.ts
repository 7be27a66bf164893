import { describe, expect, test } from 'vitest';
import { listedKinds } from './endpoint.ts';
import { listedIds, template, templates, wabaId } from './endpoint-testing.ts';
import { listings } from './whatsapp-listing.ts';

test('there is a listing for each parameter that is chosen from one, and no other', () => {
  const wanted = templates.flatMap(({ parameters }) =>
    Object.values(parameters).flatMap(({ control }) => (control.kind === 'listed' ? [control.list] : [])),
  );
  expect([...new Set(wanted)].sort()).toEqual([...listedKinds].sort());
  expect(Object.keys(listings).sort()).toEqual([...listedKinds].sort());
});

test.each([
  ['flows', `/${wabaId}/flows`, 'id,name,status'],
  ['phone-numbers', `/${wabaId}/phone_numbers`, 'id,display_phone_number,verified_name'],
  ['message-templates', `/${wabaId}/message_templates`, 'name,language,status'],
] as const)('%s are read from %s', (kind, path, fields) => {
  expect(listings[kind].request({ wabaId })).toEqual({
    method: 'GET',
    path,
    query: new URLSearchParams({ fields }).toString(),
    body: null,
  });
});

describe('what Graph lists', () => {
  test.each([
    [
      'flows',
      { id: listedIds.flows, name: 'Booking', status: 'DRAFT', more: 1 },
      { value: listedIds.flows, label: 'Booking', detail: `draft · ${listedIds.flows}` },
    ],
    [
      'phone-numbers',
      { id: listedIds['phone-numbers'], display_phone_number: '+1 555-0100', verified_name: 'Lucky Shrub' },
      {
        value: listedIds['phone-numbers'],
        label: '+1 555-0100',
        detail: `Lucky Shrub · ${listedIds['phone-numbers']}`,
      },
    ],
    [
      'phone-numbers',
      { id: listedIds['phone-numbers'], display_phone_number: '+1 555-0100' },
      { value: listedIds['phone-numbers'], label: '+1 555-0100', detail: listedIds['phone-numbers'] },
    ],
    [
      'message-templates',
      { name: 'visit', language: 'de', status: 'PENDING_DELETION' },
      { value: 'visit/de', label: 'visit', detail: 'de · pending deletion' },
    ],
  ] as const)('of %s %j is a choice', (kind, item, choice) => {
    expect(listings[kind].read(item)).toEqual(choice);
  });

  test.each([
    ['flows', { id: '1/../me', name: 'x', status: 'DRAFT' }],
    ['flows', { id: 901406135639897, name: 'x', status: 'DRAFT' }],
    ['flows', { id: '901406135639897', status: 'DRAFT' }],
    ['phone-numbers', { id: '102290129340398' }],
    ['message-templates', { name: 'visit', language: 'de' }],
    ['message-templates', null],
    ['flows', 'x'],
  ] as const)('in another form is left out: %s %j', (kind, item) => {
    expect(listings[kind].read(item)).toBeNull();
  });

  test('is taken by the parameter for which it was listed', () => {
    const { flowId } = template('get-flow').parameters;
    const { template: named } = template('send-template').parameters;
    expect(flowId?.schema.safeParse(listedIds.flows).success).toBe(true);
    expect(named?.schema.safeParse(listedIds['message-templates']).success).toBe(true);
  });
});
