import { expect, test } from 'vitest';
import { Limiter } from './limiter.ts';

const patient = () => new AbortController().signal;

test('no more than the limit run at once, and the others follow in their order', async () => {
  const limiter = new Limiter(2);
  const order: string[] = [];
  const first = await limiter.enter(patient());
  const second = await limiter.enter(patient());
  const third = limiter.enter(patient()).then((release) => {
    order.push('third');
    return release;
  });
  const fourth = limiter.enter(patient()).then((release) => {
    order.push('fourth');
    return release;
  });
  await Promise.resolve();
  expect(order).toEqual([]);
  first?.();
  (await third)?.();
  second?.();
  await fourth;
  expect(order).toEqual(['third', 'fourth']);
});

test('whoever gives up while waiting gets no place and takes none', async () => {
  const limiter = new Limiter(1);
  const release = await limiter.enter(patient());
  const impatient = new AbortController();
  const given = limiter.enter(impatient.signal);
  const next = limiter.enter(patient());
  impatient.abort();
  expect(await given).toBeNull();
  release?.();
  expect(await next).not.toBeNull();
});

test('a signal that has aborted already gets no place', async () => {
  expect(await new Limiter(1).enter(AbortSignal.abort())).toBeNull();
});

test('places come back after use', async () => {
  const limiter = new Limiter(1);
  for (let round = 0; round < 3; round += 1) {
    const release = await limiter.enter(AbortSignal.timeout(100));
    expect(release).not.toBeNull();
    release?.();
  }
});
