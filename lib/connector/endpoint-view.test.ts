import { describe, expect, test } from 'vitest';
import { leastValues, template, templates } from './endpoint-testing.ts';
import { endpointViewSchema, toEndpointView } from './endpoint-view.ts';

const viewOf = (id: string) => toEndpointView(template(id));

test.each(templates)('the view of $id is whole and survives JSON', (one) => {
  const view = toEndpointView(one);
  expect(endpointViewSchema.strict().parse(JSON.parse(JSON.stringify(view)))).toEqual(view);
});

test('what a call does that nobody expects of it is said with it', () => {
  const cautions = templates.filter(({ caution }) => caution !== null).map(({ id }) => id);
  expect(cautions).toEqual(['upload-flow-json']);
  expect(viewOf('upload-flow-json').caution).toMatch(/published flow becomes a draft again/);
  expect(viewOf('create-flow').caution).toBeNull();
});

describe('its parameters are a JSON Schema', () => {
  test.each(templates)('of $id that requires just what the call needs', ({ id, parameters, schema }) => {
    const { required, properties } = viewOf(id).parameters;
    const optional = Object.keys(parameters).filter((name) => {
      const { [name]: _, ...rest } = { ...leastValues[id] };
      return !schema.safeParse(rest).error?.issues.some(({ path }) => path[0] === name);
    });
    // These want one of several: what is left out then is complained about, but not required.
    const eitherOr: Record<string, string[]> = {
      'send-flow': ['flowId', 'to'],
      'send-template': ['to'],
      'create-flow-template': ['flowId'],
      'update-flow': ['name'],
    };
    const free = [...optional, ...(eitherOr[id] ?? [])];
    expect(Object.keys(properties as object)).toEqual(Object.keys(parameters));
    expect([...(required as string[]), ...free].sort()).toEqual(Object.keys(parameters).sort());
  });

  test('with label, help and form of each', () => {
    expect(viewOf('get-flow').parameters).toEqual({
      type: 'object',
      properties: {
        flowId: {
          type: 'string',
          pattern: '^[1-9][0-9]{4,19}$',
          title: 'Flow',
          description: 'Chosen from the flows of the account.',
          'x-listed': 'flows',
        },
      },
      required: ['flowId'],
      additionalProperties: false,
    });
  });

  test('with values where there is a choice, whether one or many', () => {
    const { properties } = viewOf('create-flow').parameters as {
      properties: Record<string, { type: string; items?: { enum: string[] } }>;
    };
    expect(properties.categories).toMatchObject({ type: 'array', minItems: 1, maxItems: 9 });
    expect(properties.categories?.items?.enum).toContain('APPOINTMENT_BOOKING');
    expect(properties.publish).toMatchObject({ type: 'boolean' });
    expect(viewOf('send-flow').parameters).toMatchObject({
      properties: { mode: { enum: ['published', 'draft'] }, to: { type: 'string' } },
    });
  });

  test('without the dialect of each part', () => {
    expect(JSON.stringify(templates.map(toEndpointView))).not.toContain('$schema');
  });
});
