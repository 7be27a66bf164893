/** The demonstration's sample data, made through the product's own use cases against the sandbox. */
import type { Caller } from '../lib/access/actor.ts';
import { endSession, readSession, startSession } from '../lib/access/sign-in/session-store.ts';
import { addCredential } from '../lib/credential/add.ts';
import { credentialInputSchema } from '../lib/credential/schema.ts';
import { database } from '../lib/db.ts';
import { createResource } from '../lib/resource/create.ts';
import { resourceInputSchemas } from '../lib/resource/schema.ts';
import { sandboxTokens } from '../sandbox/tokens.ts';

const samples = [
  {
    token: 'never-expiring',
    name: 'Prod flows',
    description: 'Booking and survey flows of the main account.',
    apiVersion: 'v26.0',
  },
  {
    token: 'brasil',
    name: 'Brasil',
    description: 'Lead forms of the Brazilian team.',
    apiVersion: 'v18.0',
  },
  {
    token: 'short-lived',
    name: 'Try-out',
    description: 'A token from the Graph API Explorer.',
    apiVersion: 'v24.0',
  },
] as const;

/** What uses the first of them. */
const resources = [
  {
    kind: 'source',
    name: 'Survey answers',
    description: 'The plant care survey, for the weekly report.',
    endpoint: 'get-flow',
    parameters: { flowId: '1075799863665884' },
  },
  {
    kind: 'destination',
    name: 'Flow publisher',
    description: 'Publishes what the design team has approved.',
    endpoint: 'publish-flow',
    parameters: {},
  },
] as const;

/** Runs work as the admin, in a session that ends with it: changes ask for one that stands. */
async function asAdmin(work: (caller: Caller) => Promise<void>): Promise<void> {
  const { id } = await database().person.findFirstOrThrow({ where: { role: 'admin' }, select: { id: true } });
  const session = await startSession(id);
  const actor = await readSession(session);
  if (!actor) throw new Error('The admin of the demonstration is disabled.');
  await work({ actor, requestId: null, address: null });
  await endSession(session);
}

/** Adds the samples once; a demonstration that has any credential keeps what its people made of it. */
export async function seedDemo(): Promise<void> {
  if (await database().credential.findFirst({ select: { id: true } })) return;
  await asAdmin(addSamples);
}

async function addSamples(caller: Caller): Promise<void> {
  const watch = { signal: new AbortController().signal };
  for (const sample of samples) {
    const script = sandboxTokens.find(({ id }) => id === sample.token);
    if (!script) throw new Error(`The sandbox has no token ${sample.token}.`);
    const { name, description, apiVersion } = sample;
    const input = {
      connector: 'whatsapp-flows',
      name,
      description,
      apiVersion,
      accessToken: script.token,
      wabaId: script.wabaId,
    };
    const tile = await addCredential(caller, credentialInputSchema.parse(input), watch);
    if (sample.token !== 'never-expiring') continue;
    for (const { kind, ...resource } of resources) {
      const input = { ...resource, connector: 'whatsapp-flows', credentialId: tile.id };
      await createResource(caller, kind, resourceInputSchemas[kind].parse(input));
    }
  }
}
