import { describe, expect, test } from 'vitest';
import { legibleCookies, malformedRouterState, malformedTarget } from './malformed.ts';

describe('a target', () => {
  test.each([
    '/',
    '/sources?q=100%25+sure&x',
    '/credentials/%C3%BC?next=%2Fa%3Fb%3D%25',
    '/sources?q=%F0%9F%94%91',
    '//',
  ])('can be read: %s', (target) => {
    expect(malformedTarget(target)).toBeNull();
  });

  test.each([
    ['/credentials/%', 'The path'],
    ['/credentials/%zz', 'The path'],
    ['/credentials/%00', 'The path'],
    ['/credentials/%ff', 'The path'],
    ['/credentials/%ed%a0%80', 'The path'],
    ['/api/sources?q=%u0041', 'The parameter q'],
    ['/api/sources?q=a&q=%00', 'The parameter q'],
    ['/api/sources?%c3%bc=%ed%b0%80', 'The parameter ü'],
    ['/api/sources?%00=1', 'The name of a parameter'],
    ['*', 'The address'],
    ['http://[', 'The address'],
    ['', 'The address'],
  ])('can not: %s', (target, what) => {
    expect(malformedTarget(target)).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(what),
    });
  });

  test('names its parameter, but no token that was sent as its name', () => {
    expect(malformedTarget('/?credential=%')?.options.errors).toMatchObject([{ field: 'credential' }]);
    const token = `EAA${'b3Xz'.repeat(12)}`;
    expect(JSON.stringify(malformedTarget(`/?${token}=%`)?.options)).not.toContain(token);
  });
});

const nested = (levels: number) => `${'["",{"a":'.repeat(levels)}["",{}]${'}]'.repeat(levels)}`;

describe('the header in which Next tells where a browser stands', () => {
  test.each([
    undefined,
    '["",{}]',
    encodeURIComponent('["",{"children":["(app)",{"children":["__PAGE__",{}]}]},null,"refetch"]'),
    nested(20),
  ])('can be read: %j', (state) => {
    expect(malformedRouterState({ 'next-router-state-tree': state })).toBeNull();
  });

  test.each(['x', '', '%', '[]', '{}', '["",{"children":1}]', nested(900)])('can not: %j', (state) => {
    expect(malformedRouterState({ 'next-router-state-tree': state })).toMatchObject({
      code: 'invalid_input',
    });
  });
});

test.each([
  ['a=1; b=2', 'a=1; b=2'],
  ['a=1;a=2', 'a=1;a=2'],
  ['x=%; theme=dark; y=%00', 'theme=dark'],
  ['next-auth.callback-url=abc; next-auth.session-token=t', 'next-auth.session-token=t'],
  ['t=1; __Host-next-auth.callback-url=abc', 't=1'],
  ['__Secure-next-auth.callback-url=http%3A%2F%2F', undefined],
  [undefined, undefined],
])('of the cookies %j those that can be read are %j', (header, left) => {
  expect(legibleCookies(header)).toBe(left);
});
