import { describe, expect, test } from 'vitest';
import { flowId, leastValues, template, templates } from '../connector/endpoint-testing.ts';
import {
  draftSampleSchema,
  resourceEditSchemas,
  resourceInputSchemas,
  resourceKinds,
  sampleInputSchema,
  storedSchema,
} from './schema.ts';

const input = {
  name: 'Weekly',
  connector: 'whatsapp-flows',
  credentialId: '0199D1A2-7c3e-7b11-8a4e-2f6d5c4b3a21',
};
const create = (kind: 'source' | 'destination', changes: Record<string, unknown>) =>
  resourceInputSchemas[kind].safeParse({ ...input, ...changes });
const edit = (kind: 'source' | 'destination', changes: Record<string, unknown>) =>
  resourceEditSchemas[kind].safeParse(changes);
const fields = (parsed: { error?: { issues: { path: PropertyKey[] }[] } | undefined }) =>
  (parsed.error?.issues ?? []).map(({ path }) => path.map(String).join('.'));

describe.each(resourceKinds)('a data %s', (kind) => {
  test('may have no endpoint yet, and then has no parameters', () => {
    expect(create(kind, {}).data).toMatchObject({ name: 'Weekly', description: '' });
    expect(create(kind, { parameters: {} }).data?.parameters).toBeUndefined();
    expect(fields(create(kind, { parameters: { flowId } }))).toEqual(['endpoint']);
  });

  test.each(['nothing', '', 'constructor', '__proto__', 'x'.repeat(61), 5, null])(
    'has no endpoint %j',
    (endpoint) => {
      expect(fields(create(kind, { endpoint }))).toEqual(['endpoint']);
    },
  );

  test('does not have the endpoints of the other kind', () => {
    for (const one of templates.filter((other) => other.kind !== kind)) {
      expect(fields(create(kind, { endpoint: one.id, parameters: leastValues[one.id] }))).toEqual([
        'endpoint',
      ]);
    }
  });

  test.each(templates.filter((one) => one.kind === kind).map(({ id }) => id))(
    'may have the endpoint %s',
    (id) => {
      const { data } = create(kind, { endpoint: id, parameters: leastValues[id] });
      expect(data).toMatchObject({
        endpoint: id,
        parameters: storedSchema(template(id)).parse(leastValues[id]),
      });
    },
  );
});

describe('parameters', () => {
  test('of a source are all that its call needs, those of a destination as few as wanted', () => {
    expect(fields(create('source', { endpoint: 'flow-metrics' }))).toEqual([
      'parameters.flowId',
      'parameters.metric',
      'parameters.granularity',
    ]);
    expect(create('destination', { endpoint: 'send-flow' }).data?.parameters).toEqual({});
    expect(fields(create('destination', { endpoint: 'send-flow', parameters: { to: 'Ada' } }))).toEqual([
      'parameters.to',
    ]);
  });

  test('are kept as the template reads them, and reading them again changes nothing', () => {
    const parameters = { to: '+1 (555) 01-00', flowName: ' Booking ' };
    const kept = create('destination', { endpoint: 'send-flow', parameters }).data?.parameters;
    expect(kept).toEqual({ to: '+15550100', flowName: 'Booking' });
    expect(create('destination', { endpoint: 'send-flow', parameters: kept }).data?.parameters).toEqual(kept);
    const path = create('source', { endpoint: 'manual-read', parameters: { path: 'me' } }).data?.parameters;
    expect(path).toEqual({ path: '/me' });
  });

  test('that the template does not know are refused', () => {
    const parsed = create('source', { endpoint: 'list-flows', parameters: { more: 1 } });
    expect(parsed.error?.issues).toEqual([
      expect.objectContaining({ code: 'unrecognized_keys', path: ['parameters'], keys: ['more'] }),
    ]);
  });
});

describe('an edit', () => {
  test('changes the endpoint with all of its parameters, or takes it away', () => {
    const parsed = edit('source', { endpoint: 'get-flow', parameters: { flowId: ` ${flowId}` } });
    expect(parsed.data).toEqual({ endpoint: 'get-flow', parameters: { flowId } });
    expect(edit('source', { endpoint: 'list-flows' }).data).toEqual({
      endpoint: 'list-flows',
      parameters: {},
    });
    expect(edit('source', { endpoint: null }).data?.endpoint).toBeNull();
  });

  test.each([{ parameters: { flowId } }, { endpoint: null, parameters: { flowId } }])(
    'of parameters needs to say of which endpoint: %j',
    (changes) => {
      expect(fields(edit('source', changes))).toEqual(['endpoint']);
    },
  );

  test('of no parameters and no endpoint leaves both alone', () => {
    expect(edit('source', { name: 'New', parameters: {} }).data).toEqual({
      name: 'New',
      parameters: undefined,
    });
  });

  test.each(['', 'delete-flow', 'x'])('does not choose the endpoint %j', (endpoint) => {
    expect(fields(edit('source', { endpoint }))).toEqual(['endpoint']);
  });

  test.each([{}, { name: undefined }, { more: 1 }, { connector: 'whatsapp-flows' }])(
    'is not %j',
    (changes) => {
      expect(edit('source', changes).success).toBe(false);
    },
  );
});

describe('a sample', () => {
  test('needs nothing of what is saved', () => {
    expect(sampleInputSchema.parse({})).toEqual({});
  });

  test.each([{ after: '' }, { after: 'x'.repeat(1001) }, { send: 'true' }, { payload: [] }, { more: 1 }])(
    'is not asked for with %j',
    (changes) => {
      expect(sampleInputSchema.safeParse(changes).success).toBe(false);
    },
  );

  test('of what is not saved says what it is', () => {
    const { name: _, ...draft } = { ...input, kind: 'source', endpoint: 'list-flows' };
    expect(draftSampleSchema.parse(draft)).toEqual({
      ...draft,
      credentialId: input.credentialId.toLowerCase(),
      parameters: {},
    });
    for (const missing of ['kind', 'endpoint', 'credentialId', 'connector']) {
      expect(fields(draftSampleSchema.safeParse({ ...draft, [missing]: undefined }))).toEqual([missing]);
    }
  });
});
