/** One world for all API tests: the built server, its keys and a member, made by the operator's own commands. */
import type { TestProject } from 'vitest/node';
import { member, operate, startWorld, type World } from '../world.ts';

export interface Keys {
  manage: string;
  /** Like `manage`, for the changes of credentials: each key may ask Graph so often a minute. */
  changes: string;
  use: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    world: World;
    keys: Keys;
  }
}

export default async function setup(project: TestProject) {
  const world = await startWorld({ LOG_LEVEL: 'info' });
  const { url, sandboxUrl, dataDir, env, stop } = world;
  const manage = await operate(world, ['key', 'create', '--name', 'tests', '--scope', 'manage']);
  const changes = await operate(world, ['key', 'create', '--name', 'tests', '--scope', 'manage']);
  const use = await operate(world, ['key', 'create', '--name', 'pipeline', '--scope', 'use']);
  await operate(world, ['person', 'create', '--email', member.email, '--name', 'Mo'], {
    FLOWKEEP_PASSWORD: member.password,
  });
  project.provide('world', { url, sandboxUrl, dataDir, env });
  project.provide('keys', { manage, changes, use });
  return async () => {
    await stop();
  };
}
