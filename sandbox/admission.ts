/** What Graph looks at before the object of a call: version, token, its session, its proof. */
import { createHmac } from 'node:crypto';
import { describeVersion, newestVersion, oldestUsable } from '../lib/graph/versions.ts';
import { deathOf } from './account/debug-token.ts';
import { type Answer, failure, type Served } from './answer/graph-answer.ts';
import type { Parameters } from './answer/parameters.ts';
import { Refusal } from './answer/refusal.ts';
import type { Call } from './call.ts';
import { dispatch } from './dispatch.ts';
import type { TokenScript } from './token-script.ts';
import { sandboxAppSecret } from './tokens.ts';

/** A request, as far as it is known before anything is checked. */
export interface Asked extends Pick<Call, 'state' | 'origin' | 'startedAt'> {
  method: string;
  url: URL;
  /** The token as it was sent, and what it does here; null for none and for one that cannot be parsed. */
  token: string | null;
  script: TokenScript | null;
  readParameters(): Promise<Parameters>;
}

/** The version that Meta answers with: the asked one, a newer one for a retired one; null for one that never was. */
function serve(asked: string): Served {
  const { state } = describeVersion(asked, new Date());
  if (state === 'unknown' || state === 'newer_than_known') return null;
  return { asked, version: state === 'expired' ? oldestUsable(new Date()) : asked };
}

function missingToken(path: string): Refusal {
  if (path !== '/me') {
    return new Refusal({ code: 104, message: 'An access token is required to request this resource.' });
  }
  const message = 'An active access token must be used to query information about the current user.';
  return new Refusal({ code: 2500, message });
}

/** A proof that is sent is checked, whether or not the token's app demands one. */
function checkProof(script: TokenScript, token: string, query: URLSearchParams): void {
  const proof = query.get('appsecret_proof');
  if (proof === null && !script.needsProof) return;
  if (proof === createHmac('sha256', sandboxAppSecret).update(token).digest('hex')) return;
  const message =
    proof === null
      ? 'API calls from the server require an appsecret_proof argument'
      : 'Invalid appsecret_proof provided in the API argument';
  throw new Refusal({ code: 100, message, type: 'GraphMethodException' });
}

/** A part of a path as it was meant; one with a broken escape as it is. */
function withoutEscapes(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Finds the answer in the order in which Graph looks; the object comes last. */
export async function answer(asked: Asked): Promise<Answer> {
  const { method, url, token, script, state, origin, startedAt } = asked;
  const query = url.searchParams;
  const [, version = newestVersion, path = '/'] =
    /^(?:\/(v[0-9]+\.[0-9]+))?(\/.*)?$/.exec(url.pathname) ?? [];
  const served = serve(version);
  if (!served) return failure({ code: 2500, message: `Unknown path components: ${path}` }, null);
  if (token && !script) {
    return failure({ code: 190, message: 'Invalid OAuth access token - Cannot parse access token' }, null);
  }
  try {
    if (!token || !script) throw missingToken(path);
    const now = Math.floor(Date.now() / 1000);
    // debug_token tells of dead tokens too.
    const death = path === '/debug_token' ? null : deathOf(script, startedAt, now);
    if (death) throw new Refusal(death);
    checkProof(script, token, query);
    const [id = '', ...edge] = path
      .split('/')
      .filter((part) => part !== '')
      .map(withoutEscapes);
    const parameters = await asked.readParameters();
    const target = { method, id, edge: edge.join('/') };
    const place = `/${served.version}${path}`;
    return dispatch(
      { script, token, path: place, query, parameters, state, origin, startedAt, now },
      target,
      served,
    );
  } catch (error) {
    if (error instanceof Refusal) return failure(error.shape, served);
    throw error;
  }
}
