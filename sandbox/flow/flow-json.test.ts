import { describe, expect, test } from 'vitest';
import { checkFlowJson } from './flow-json.ts';
import { sampleFlowJson } from './sample-flows.ts';

const good = JSON.parse(sampleFlowJson({ name: 'Good' }));

/** What is wrong with the good flow after a change, as `error@line path`. */
function wrongAfter(change: (flow: typeof good) => void): string[] {
  const flow = structuredClone(good);
  change(flow);
  const { errors } = checkFlowJson(JSON.stringify(flow, null, 2));
  return errors.map(({ error, line_start, pointers }) => {
    const [{ path }] = pointers as [{ path: string }];
    return `${error}@${line_start} ${path}`;
  });
}

describe('a Flow JSON', () => {
  test('in order tells its versions and screens', () => {
    expect(checkFlowJson(sampleFlowJson({ name: 'Good', endpoint: true }))).toEqual({
      version: '7.1',
      dataApiVersion: '3.0',
      screens: ['START'],
      errors: [],
    });
  });

  test.each([
    ['no version', (flow: typeof good) => delete flow.version, 'MISSING_REQUIRED_PROPERTY@1 '],
    [
      'a version that never was',
      (flow: typeof good) => (flow.version = '9.9'),
      'INVALID_PROPERTY_VALUE@2 version',
    ],
    ['a foreign property', (flow: typeof good) => (flow.colour = 'red'), 'INVALID_PROPERTY@36 colour'],
    ['no screens', (flow: typeof good) => delete flow.screens, 'MISSING_REQUIRED_PROPERTY@1 '],
    [
      'a screen without a layout',
      (flow: typeof good) => delete flow.screens[0].layout,
      'MISSING_REQUIRED_PROPERTY@4 screens[0]',
    ],
    [
      'another layout',
      (flow: typeof good) => (flow.screens[0].layout.type = 'Grid'),
      'INVALID_PROPERTY_VALUE@10 screens[0].layout.type',
    ],
    [
      'a reserved id',
      (flow: typeof good) => (flow.screens[0].id = 'SUCCESS'),
      'INVALID_PROPERTY_VALUE@5 screens[0].id',
    ],
    ['no end', (flow: typeof good) => delete flow.screens[0].terminal, 'MISSING_TERMINAL_SCREEN@3 screens'],
    [
      'the same id twice',
      (flow: typeof good) => flow.screens.push(flow.screens[0]),
      'DUPLICATE_SCREEN_ID@36 screens[1].id',
    ],
  ])('with %s says so, and where', (_what, change, wrong) => {
    expect(wrongAfter(change)).toEqual([wrong]);
  });

  test('that is no JSON says where it breaks', () => {
    const { errors } = checkFlowJson('{\n  "version": "7.1",\n  "screens": [}\n}');
    expect(errors).toMatchObject([{ error: 'INVALID_JSON', line_start: 3 }]);
    expect(checkFlowJson('[]').errors).toHaveLength(1);
  });

  test('columns are those of the value', () => {
    const [error] = checkFlowJson('{"version": "9.9", "screens": [{"id": "A", "terminal": true}]}').errors;
    expect(error).toMatchObject({ line_start: 1, line_end: 1, column_start: 13, column_end: 18 });
  });

  test('escapes and brackets in texts mislead nobody', () => {
    const flow = structuredClone(good);
    flow.screens[0].title = 'a "quoted" \\ {title} [with, signs]';
    flow.screens[0].layout.type = 'Grid';
    const [error] = checkFlowJson(JSON.stringify(flow)).errors;
    const [pointer] = error?.pointers ?? [];
    expect(pointer).toMatchObject({ path: 'screens[0].layout.type' });
    const { column_start = 0, column_end = 0 } = error ?? {};
    expect(JSON.stringify(flow).slice(column_start - 1, column_end - 1)).toBe('"Grid"');
  });
});
