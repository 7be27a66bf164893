import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connectors } from './connectors.ts';
import { complaints, leastValues, parametersOf, template, templates, tokenLike } from './endpoint-testing.ts';
import { endpointsOf, findEndpoint } from './endpoints.ts';

const ids = templates.map(({ id }) => id);

describe('the list of templates', () => {
  test('uses no id twice, whatever the connector and kind', () => {
    const all = connectors.flatMap(({ id }) =>
      (['source', 'destination'] as const).flatMap((kind) => endpointsOf(id, kind).map((one) => one.id)),
    );
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((id, place) => all.indexOf(id) !== place)).toEqual([]);
  });

  test('has an example here for every template, so that none goes untested', () => {
    expect(Object.keys(leastValues).sort()).toEqual([...ids].sort());
  });

  test('offers a template for its own kind only', () => {
    expect(findEndpoint('source', 'list-flows')?.name).toBe('List flows');
    expect(findEndpoint('destination', 'list-flows')).toBeNull();
    expect(findEndpoint('source', 'delete-flow')).toBeNull();
    expect(findEndpoint('source', 'constructor')).toBeNull();
    expect(endpointsOf('other', 'source')).toEqual([]);
  });

  test('has sources that read, and destinations that do something', () => {
    for (const { id, kind, effect } of templates) {
      expect([id, effect === 'reads']).toEqual([id, kind === 'source']);
    }
  });
});

describe.each(ids)('the template %s', (id) => {
  const { docs, permission, name, summary, group, parameters, kind, build, schema } = template(id);

  test('says what it is, where Meta describes it, and what the token needs', () => {
    expect(new URL(docs)).toMatchObject({ protocol: 'https:', hostname: 'developers.facebook.com' });
    expect([null, 'whatsapp_business_management', 'whatsapp_business_messaging']).toContain(permission);
    expect([name, group].every((text) => text.length > 2 && text.length < 60)).toBe(true);
    expect(summary).toMatch(/^[A-Z].*\.$/);
  });

  test('has a label and a sentence of help for each parameter', () => {
    for (const { label, help } of Object.values(parameters)) {
      expect(label).toMatch(/^[A-Z].{1,40}$/);
      expect(help).toMatch(/^[A-Z].*\.$/s);
    }
  });

  test('offers just the values that it takes, where there is a choice', () => {
    for (const { control, schema } of Object.values(parameters)) {
      if (control.kind !== 'choice' && control.kind !== 'choices') continue;
      const wrap = (value: string) => (control.kind === 'choice' ? value : [value]);
      for (const { value, label } of control.options) {
        expect([value, schema.safeParse(wrap(value)).success, label.length > 1]).toEqual([value, true, true]);
      }
      expect(schema.safeParse(wrap('SOMETHING_ELSE')).success).toBe(false);
    }
  });

  test('calls below the version, with the method of its kind', () => {
    const { method, path, query, body } = build(schema.parse(leastValues[id]), { wabaId: '104996122399160' });
    expect(kind === 'source' ? [method, body] : 'writes').toEqual(
      kind === 'source' ? ['GET', null] : 'writes',
    );
    expect(path).toMatch(/^(\/[A-Za-z0-9_]+)+$/);
    expect(query).not.toMatch(/[?#\s]|undefined|null|\[object/);
  });

  test('refuses parameters that it does not have', () => {
    expect(complaints(id, { ...leastValues[id], more: 'x' })).toHaveLength(1);
  });

  test('asks for what is missing in words of its own', () => {
    for (const { message } of complaints(id, {})) expect(message).not.toMatch(/^Invalid|undefined/);
    expect(complaints(id, {}).map(({ field }) => field)).toEqual(expect.arrayContaining(requiredOf(id)));
  });
});

function requiredOf(id: string): string[] {
  return Object.entries(template(id).parameters)
    .filter(([, { schema }]) => !(schema instanceof z.ZodOptional))
    .map(([name]) => name);
}

describe('which parameters must be given', () => {
  test.each([
    ['list-flows', []],
    ['get-flow', ['flowId']],
    ['flow-metrics', ['flowId', 'metric', 'granularity']],
    ['list-message-templates', []],
    ['manual-read', ['path']],
    ['send-flow', ['phoneNumberId', 'mode', 'body', 'cta']],
    ['send-template', ['phoneNumberId', 'template']],
    ['create-flow-template', ['name', 'language', 'category', 'body', 'cta']],
    ['create-flow', ['name', 'categories']],
    ['update-flow', ['flowId']],
    ['upload-flow-json', ['flowId', 'flowJson']],
    ['migrate-flows', ['sourceWabaId']],
    ['set-encryption-key', ['phoneNumberId', 'publicKey']],
    ['manual-write', ['method', 'path']],
  ])('for %s: %j', (id, required) => {
    const all = Object.keys(template(id).parameters);
    const needed = all.filter((name) => !template(id).parameters[name]?.schema.safeParse(undefined).success);
    expect(needed).toEqual(required);
  });
});

describe('what is set for all records of a destination', () => {
  const destinations = templates.filter(({ kind }) => kind === 'destination');

  test.each(destinations.map(({ id }) => id))('may leave anything of %s out', (id) => {
    const { partSchema } = template(id);
    expect(partSchema.parse({})).toEqual({});
    for (const [name, value] of Object.entries(leastValues[id] ?? {})) {
      expect(partSchema.safeParse({ [name]: value }).success).toBe(true);
    }
  });

  test.each([
    ['delete-flow', { flowId: '1/../me' }],
    ['create-flow', { categories: [] }],
    ['create-flow', { publish: 'yes' }],
    ['send-flow', { to: 'Ada' }],
    ['upload-flow-json', { flowJson: '{' }],
    ['manual-write', { path: '/../me' }],
    ['send-flow', { more: 'x' }],
  ])('is checked all the same: %s with %j', (id, values) => {
    expect(template(id).partSchema.safeParse(values).success).toBe(false);
  });

  test('does not conflict with what the records bring: that is judged with all values', () => {
    expect(template('create-flow').partSchema.safeParse({ publish: true }).success).toBe(true);
  });
});

test.each(parametersOf('text', 'long-text', 'listed', 'date'))(
  'a token in $name of $id is refused, by a sentence that does not repeat it',
  ({ id, name }) => {
    for (const value of [tokenLike, `{"x":"${tokenLike}"}`, `/${tokenLike}`, `access_token=${tokenLike}`]) {
      const found = complaints(id, { ...leastValues[id], [name]: value }).filter(
        ({ field }) => field === name,
      );
      expect(found.length).toBeGreaterThan(0);
      expect(JSON.stringify(found)).not.toContain('NotAReal');
    }
  },
);
