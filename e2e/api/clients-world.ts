/** A gateway world on the sandbox with one credential, for clients that people use: what they did, and who saw it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Sandbox, type SandboxRequest, startSandbox } from '../../sandbox/server.ts';
import { sandboxTokens } from '../../sandbox/tokens.ts';
import { eventually, type GatewayWorld, startGatewayWorld } from './gateway-world.ts';

export interface ClientsWorld {
  /** What a client is given in the place of `https://graph.facebook.com`, and of a token. */
  baseUrl: string;
  key: string;
  /** The real token, which no client may see. */
  token: string;
  gateway: GatewayWorld;
  /** Runs a client. @returns what it got to see, and its calls as they reached Graph and as they are recorded */
  watch(client: () => Promise<string>): Promise<Watched>;
  stop(): Promise<void>;
}

export interface Watched {
  seen: string;
  atGraph: SandboxRequest[];
  /** Method and path of each. */
  asked: string[];
  recorded: string[];
}

async function addCredential({ call, manage }: GatewayWorld, accessToken: string, wabaId: string) {
  const body = JSON.stringify({
    connector: 'whatsapp-flows',
    name: 'Clients',
    accessToken,
    wabaId,
    apiVersion: 'v26.0',
  });
  const headers = { 'content-type': 'application/json' };
  const answer = await call('/api/credentials', manage, { method: 'POST', headers, body });
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}

const useSchema = z.object({ method: z.string(), path: z.string() });

/** Starts sandbox and server, and adds a credential. */
export async function startClientsWorld(): Promise<ClientsWorld> {
  const sandbox: Sandbox = await startSandbox();
  const gateway = await startGatewayWorld({ GRAPH_BASE_URL: sandbox.url });
  const script = sandboxTokens.find(({ id }) => id === 'never-expiring');
  if (!script) throw new Error('The sandbox has no token for this.');
  const id = await addCredential(gateway, script.token, script.wabaId);
  return {
    baseUrl: `${gateway.world.url}/graph/${id}`,
    key: gateway.use,
    token: script.token,
    gateway,
    async watch(client) {
      const before = (await gateway.uses(id)).length;
      sandbox.requests.length = 0;
      const seen = await client();
      const atGraph = [...sandbox.requests];
      const uses = await eventually(
        async () => (await gateway.uses(id)).slice(before),
        ({ length }) => length >= atGraph.length,
      );
      const recorded = uses.map(({ details }) => {
        const { method, path } = useSchema.parse(details);
        return `${method} ${path}`;
      });
      return { seen, atGraph, asked: atGraph.map(({ method, path }) => `${method} ${path}`), recorded };
    },
    async stop() {
      await gateway.stop();
      await sandbox.close();
    },
  };
}

/** Runs a program to its end. @returns everything it printed */
export async function runProgram(program: string, args: string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(program, args, { maxBuffer: 32 * 1_048_576 });
  return stdout + stderr;
}
