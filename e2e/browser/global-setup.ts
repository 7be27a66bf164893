/** One world for all browser tests, with an admin's and a member's session; handed on in the environment. */
import { admin, member, operate, startWorld } from '../world.ts';
import { pseudoWorld } from './pseudo.ts';
import { signedInState } from './session.ts';
import { type SharedWorld, shareWorld } from './shared-world.ts';

export default async function setup() {
  const world = await startWorld(pseudoWorld);
  try {
    await operate(world, ['person', 'create', '--email', member.email, '--name', 'Mo'], {
      FLOWKEEP_PASSWORD: member.password,
    });
    const shared: SharedWorld = {
      url: world.url,
      states: {
        admin: await signedInState(world.url, admin),
        member: await signedInState(world.url, member),
      },
    };
    shareWorld(shared);
  } catch (error) {
    await world.stop();
    throw error;
  }
  return async () => {
    await world.stop();
  };
}
