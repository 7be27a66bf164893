import { describe, expect, test } from 'vitest';
import { cellText, tablesOf } from './table.ts';

const heads = { field: 'Field', value: 'Value' };

describe('an answer as tables', () => {
  test('a list is one table, with every member that any of its things has', () => {
    const data = [
      { id: '1', name: 'A' },
      { id: '2', categories: ['SURVEY', 'OTHER'] },
    ];
    expect(tablesOf({ data, paging: {} }, heads)).toEqual([
      {
        name: null,
        columns: ['id', 'name', 'categories'],
        rows: [
          ['1', 'A', ''],
          ['2', '', 'SURVEY, OTHER'],
        ],
      },
    ]);
    expect(tablesOf({ data: [] }, heads)).toEqual([{ name: null, columns: [], rows: [] }]);
  });

  test('one thing is a row for each member, also of things inside it', () => {
    expect(
      tablesOf({ id: '1', application: { id: '2', name: 'App' }, validation_errors: [] }, heads),
    ).toEqual([
      {
        name: null,
        columns: ['Field', 'Value'],
        rows: [
          ['id', '1'],
          ['application.id', '2'],
          ['application.name', 'App'],
          ['validation_errors', ''],
        ],
      },
    ]);
  });

  test('lists in one thing are tables of their own: points of metrics, entities of health', () => {
    const point = (day: number, value: number) => ({
      timestamp: `2026-11-${day}`,
      data: [
        { key: 'timeout_error', value },
        { key: 'other', value: 0 },
      ],
    });
    const [facts, points] = tablesOf(
      {
        id: '1',
        metric: { name: 'X', data_points: [point(20, 3), point(21, 4)] },
      },
      heads,
    );
    expect(facts?.rows).toEqual([
      ['id', '1'],
      ['metric.name', 'X'],
    ]);
    expect(points).toEqual({
      name: 'metric.data_points',
      columns: ['timestamp', 'data'],
      rows: [
        ['2026-11-20', 'timeout_error: 3\nother: 0'],
        ['2026-11-21', 'timeout_error: 4\nother: 0'],
      ],
    });
  });
});

describe('a cell', () => {
  test.each([
    [null, ''],
    [undefined, ''],
    [0, '0'],
    [false, 'false'],
    ['a\nb', 'a\nb'],
    [[], ''],
    [{ type: 'BODY', text: 'Hi' }, 'type: BODY · text: Hi'],
    [[{ a: 1 }, { a: [1, 2] }], 'a: 1\na: 1, 2'],
    [[{ a: { b: { c: 1 } } }], 'a: {"b":{"c":1}}'],
    [{ key: 'k', value: 'v', more: 1 }, 'key: k · value: v · more: 1'],
    ['x'.repeat(601), `${'x'.repeat(600)}…`],
  ])('of %j is %j', (value, text) => {
    expect(cellText(value)).toBe(text);
  });
});
